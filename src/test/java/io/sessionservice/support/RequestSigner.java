package io.sessionservice.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as a client does, apart from the code under test. */
public final class RequestSigner {

    private RequestSigner() {}

    public static String sha1(Map<String, String> parameters, String authSecret) {
        return sign("HmacSHA1", parameters, authSecret);
    }

    public static String sha256(Map<String, String> parameters, String authSecret) {
        return sign("HmacSHA256", parameters, authSecret);
    }

    private static String sign(String mac, Map<String, String> parameters, String authSecret) {
        String base = parameters.entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals("signature"))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .sorted()
                .collect(Collectors.joining("&"));
        try {
            Mac hmac = Mac.getInstance(mac);
            hmac.init(new SecretKeySpec(authSecret.getBytes(UTF_8), mac));
            return HexFormat.of().formatHex(hmac.doFinal(base.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
