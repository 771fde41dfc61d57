package io.sessionservice.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A password that bcrypt covers in full: it takes 72 bytes, and a longer one would be cut or refused. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PasswordText.Check.class)
@interface PasswordText {

    String message() default "must have 1 to 72 bytes in UTF-8, without control characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Null is for {@code @NotNull} to judge. */
    class Check implements ConstraintValidator<PasswordText, String> {

        private static final int BCRYPT_BYTES = 72;

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null
                    || (!text.isEmpty()
                            && PlainText.Check.isPlain(text)
                            && text.getBytes(UTF_8).length <= BCRYPT_BYTES);
        }
    }
}
