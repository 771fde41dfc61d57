package io.sessionservice.admin;

import io.sessionservice.signature.ConstantTime;
import java.util.List;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * The one administrator of the settings. Compares instead of hashing: the password comes from the settings and is at rest nowhere
 * here, and a slow hash for each request would let a flood of requests take the processors from the public port.
 */
final class AdministratorLogin implements AuthenticationProvider {

    private final String username;
    private final String password;

    AdministratorLogin(String username, String password) {
        this.username = username;
        this.password = password;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        boolean name = ConstantTime.equal(username, attempt.getName());
        boolean proof = ConstantTime.equal(password, Objects.toString(attempt.getCredentials(), ""));
        if (!(name & proof)) {
            throw new BadCredentialsException("Wrong name or password");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                username, null, List.of(new SimpleGrantedAuthority("ROLE_" + ManagementSecurity.ADMIN)));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
