package io.sessionservice.admin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Who may operate the service on the management port, by HTTP Basic.
 *
 * @param username the operator's name
 * @param password the operator's password, 12 characters at least (OWASP ASVS 5.0, 6.2.1 asks for 8)
 */
@Validated
@ConfigurationProperties("sessions.admin")
record AdminProperties(
        @NotBlank String username, @NotBlank @Size(min = 12) String password) {

    @Override
    public String toString() {
        return "AdminProperties[****]";
    }
}
