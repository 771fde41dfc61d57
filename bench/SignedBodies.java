import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes signed form bodies, one a line, with nonces counted from a start: {@code java SignedBodies.java COUNT FIRST_NONCE}. */
class SignedBodies {

    public static void main(String[] arguments) throws Exception {
        long count = Long.parseLong(arguments[0]);
        long first = Long.parseLong(arguments[1]);
        long timestamp = System.currentTimeMillis() / 1000;
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec("bench-secret".getBytes(UTF_8), "HmacSHA1"));
        try (BufferedWriter out = new BufferedWriter(new OutputStreamWriter(System.out, UTF_8))) {
            for (long nonce = first; nonce < first + count; nonce++) {
                String base = "application_id=92&auth_key=bench-key&nonce=" + nonce + "&timestamp=" + timestamp;
                String signature = HexFormat.of().formatHex(mac.doFinal(base.getBytes(UTF_8)));
                out.write(base + "&signature=" + signature + "\n");
            }
        }
    }
}
