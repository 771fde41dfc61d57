package io.sessionservice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Records print their components, and somebody will log one. Here each record of the service that holds a secret, be it in a
 * record within, is made with one and logged. New records are found by the names of their components.
 */
class SecretsAreMaskedTests {

    private static final String SECRET = "planted-secret";

    /** Components that hold secrets, by name, and by record where the name alone does not tell. */
    private static final Set<String> SECRETS = Set.of(
            "password",
            "token",
            "signature",
            "key",
            "keys",
            "secret",
            "authSecret",
            "passwordHash",
            "EncodedPassword.value",
            "previousAuthSecret",
            "AuthSecret.value",
            "SecretHeader.value",
            "SessionToken.value",
            "SignedParameter.value");

    private final Logger log = (Logger) LoggerFactory.getLogger(SecretsAreMaskedTests.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.setLevel(Level.INFO);
        log.setAdditive(false);
        log.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
    }

    static List<Class<?>> recordsWithSecrets() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.sessionservice").stream()
                        .filter(JavaClass::isRecord)
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(SecretsAreMaskedTests::holdsSecret)
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("recordsWithSecrets")
    void showNothingOfASecret(Class<?> type) throws ReflectiveOperationException {
        log.info("{}", make(type));

        assertThat(lines.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .startsWith(type.getSimpleName() + "[")
                .doesNotContain(SECRET);
    }

    @Test
    void areAllFound() {
        assertThat(recordsWithSecrets())
                .extracting(Class::getSimpleName)
                .contains(
                        "AdminProperties",
                        "Application",
                        "AuthSecret",
                        "BootstrapApplication",
                        "BootstrapProperties",
                        "CreateSession",
                        "CreateUser",
                        "CreateUserBody",
                        "Credentials",
                        "EncodedPassword",
                        "Header",
                        "HttpSettings",
                        "IdentityProviderBody",
                        "ImportUser",
                        "IssuedSession",
                        "NewSecretDescriptor",
                        "ProviderCredentials",
                        "RegisterApplication",
                        "RegisterApplicationBody",
                        "SealingKey",
                        "SecretHeader",
                        "SealingProperties",
                        "SessionBody",
                        "SessionFields",
                        "SessionToken",
                        "SetPasswordBody",
                        "SignedParameter",
                        "SignedRequest");
    }

    private static boolean holdsSecret(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> isSecret(component) || holdsSecret(component.getGenericType()));
    }

    private static boolean holdsSecret(Type type) {
        return type instanceof ParameterizedType generic
                ? Arrays.stream(generic.getActualTypeArguments()).anyMatch(SecretsAreMaskedTests::holdsSecret)
                : type instanceof Class<?> raw && raw.isRecord() && holdsSecret(raw);
    }

    private static boolean isSecret(RecordComponent component) {
        return SECRETS.contains(component.getName())
                || SECRETS.contains(component.getDeclaringRecord().getSimpleName() + '.' + component.getName());
    }

    private static Object make(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = make(components[i].getGenericType(), isSecret(components[i]) ? SECRET : "text");
        }
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static Object make(Type type, String text) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Object element = make(generic.getActualTypeArguments()[0], text);
            if (generic.getRawType() == Map.class) {
                return Map.of(element, make(generic.getActualTypeArguments()[1], text));
            }
            return generic.getRawType() == Set.class ? Set.of(element) : List.of(element);
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord()) {
            return make(raw);
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        if (raw == String.class) {
            return text;
        }
        if (raw == SecretKey.class) {
            return new SecretKeySpec(text.getBytes(US_ASCII), "AES");
        }
        if (raw == Instant.class) {
            return Instant.EPOCH;
        }
        if (raw == Duration.class) {
            return Duration.ZERO;
        }
        if (raw == URI.class) {
            return URI.create("http://localhost");
        }
        if (raw == int.class) {
            return 1;
        }
        if (raw == long.class || raw == Long.class) {
            return 1L;
        }
        throw new IllegalArgumentException("this test cannot yet make a " + type.getTypeName());
    }
}
