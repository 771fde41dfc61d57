package io.sessionservice.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Which addresses may be called at all: asked when a provider is set up, and again before each call. */
@Component
class OutsideAddresses {

    private final List<String> allowedHosts;
    private final boolean allowHttp;

    OutsideAddresses(IdentityProperties properties) {
        this.allowedHosts = properties.allowedHosts().stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
        this.allowHttp = properties.allowHttp();
    }

    /**
     * The address.
     *
     * @throws ProviderSettingException naming the field, when it may not be called
     */
    URI check(String field, String address) {
        URI uri = parse(field, address);
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new ProviderSettingException(field, "must be an address with a host and no user or fragment");
        }
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !(allowHttp && "http".equalsIgnoreCase(uri.getScheme()))) {
            throw new ProviderSettingException(field, "must begin with https");
        }
        if (allowedHosts.stream().noneMatch(allowed -> matches(allowed, host.toLowerCase(Locale.ROOT)))) {
            throw new ProviderSettingException(field, "has a host that sessions.identity.allowed-hosts does not list");
        }
        return uri;
    }

    private static URI parse(String field, String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new ProviderSettingException(field, "is not an address");
        }
    }

    private static boolean matches(String allowed, String host) {
        return allowed.equals("*")
                || (allowed.startsWith("*.") ? host.endsWith(allowed.substring(1)) : host.equals(allowed));
    }
}
