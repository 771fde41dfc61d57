package io.sessionservice.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sessionservice.application.RegisteredApplication;
import io.sessionservice.signature.AuthSecret;

/** An application with its new auth secret, which is shown this once; never printed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewSecretDescriptor(@JsonUnwrapped ApplicationDescriptor application, String authSecret) {

    public static NewSecretDescriptor of(RegisteredApplication application, AuthSecret secret) {
        return new NewSecretDescriptor(ApplicationDescriptor.of(application), secret.value());
    }

    @Override
    public String toString() {
        return "NewSecretDescriptor[****]";
    }
}
