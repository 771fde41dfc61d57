package io.sessionservice.wire;

import io.sessionservice.user.Credentials;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Reads a login or an e-mail address with a password; the parameter names differ by route. */
@Component
class CredentialsReader {

    /** The credentials, or null when none of the three is there; an incomplete set is noted as a problem. */
    @Nullable
    Credentials find(ParameterReader reader, String loginName, String emailName, String passwordName) {
        if (reader.findText(loginName) == null
                && reader.findText(emailName) == null
                && reader.findText(passwordName) == null) {
            return null;
        }
        return require(reader, loginName, emailName, passwordName);
    }

    /** The credentials; what is missing is noted as a problem. */
    Credentials require(ParameterReader reader, String loginName, String emailName, String passwordName) {
        String login = reader.findText(loginName);
        String email = reader.findText(emailName);
        if (login == null && email == null) {
            reader.problem(loginName, "is required");
        }
        return new Credentials(login, email, reader.requireText(passwordName), address());
    }

    /** Of the request that this thread answers, without a parameter through every hand that reads one. */
    private static @Nullable String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                ? current.getRequest().getRemoteAddr()
                : null;
    }
}
