package io.sessionservice.session;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.identity.IdentityLogin;
import io.sessionservice.user.Credentials;
import io.sessionservice.user.ProviderCredentials;
import io.sessionservice.user.User;
import io.sessionservice.user.UserLogin;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The ways in which a user proves itself. None holds a connection while it hashes or waits for somebody else. */
@Component
class UserProof {

    private final UserLogin passwords;
    private final IdentityLogin identities;

    UserProof(UserLogin passwords, IdentityLogin identities) {
        this.passwords = passwords;
        this.identities = identities;
    }

    /** The user that the request is for, by whichever of the two it brings. */
    User prove(ApplicationId application, CreateSession request, Instant now) {
        Credentials credentials = request.credentials();
        return credentials != null
                ? byPassword(application, credentials)
                : byProvider(application, Objects.requireNonNull(request.providerCredentials()), now);
    }

    User byPassword(ApplicationId application, Credentials credentials) {
        return passwords.login(application, credentials);
    }

    User byProvider(ApplicationId application, ProviderCredentials credentials, Instant now) {
        return identities.login(application, credentials, now);
    }
}
