import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes signed form bodies, one a line, with nonces counted from a start: {@code java SignedBodies.java COUNT FIRST_NONCE
 * [APPLICATIONS]}, the applications being numbered from 92 and taken in turn.
 */
class SignedBodies {

    private static final long FIRST_APPLICATION = 92;

    public static void main(String[] arguments) throws Exception {
        long count = Long.parseLong(arguments[0]);
        long first = Long.parseLong(arguments[1]);
        long applications = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        long timestamp = System.currentTimeMillis() / 1000;
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec("bench-secret".getBytes(UTF_8), "HmacSHA1"));
        try (BufferedWriter out = new BufferedWriter(new OutputStreamWriter(System.out, UTF_8))) {
            for (long nonce = first; nonce < first + count; nonce++) {
                long application = FIRST_APPLICATION + nonce % applications;
                String base = "application_id=" + application + "&auth_key=bench-key-" + application + "&nonce=" + nonce
                        + "&timestamp=" + timestamp;
                String signature = HexFormat.of().formatHex(mac.doFinal(base.getBytes(UTF_8)));
                out.write(base + "&signature=" + signature + "\n");
            }
        }
    }
}
