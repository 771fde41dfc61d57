package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests made by the JavaScript SDK as it is published, out of random values: e2e/sdk/requests.mjs.
 *
 * @param kind what the application asked the SDK for
 * @param hash as the SDK names it
 * @param base the text that the SDK signed
 */
record SdkRequest(String kind, String hash, String secret, String base, String contentType, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Hands over so many, one by one; the same for the same seed. */
    static void forEach(int count, long seed, Consumer<SdkRequest> act) throws IOException, InterruptedException {
        Process node = new ProcessBuilder("node", "requests.mjs", Integer.toString(count), Long.toString(seed))
                .directory(new File("e2e/sdk"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = node.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                act.accept(of(JSON.readTree(line)));
            }
        } finally {
            node.destroy();
        }
        if (node.waitFor() != 0) {
            throw new IllegalStateException("e2e/sdk/requests.mjs ended with " + node.exitValue());
        }
    }

    private static SdkRequest of(JsonNode line) {
        return new SdkRequest(
                line.get(0).asString(),
                line.get(1).asString(),
                line.get(2).asString(),
                line.get(3).asString(),
                line.get(4).asString(),
                line.get(5).asString());
    }

    @Override
    public String toString() {
        return "SdkRequest[" + kind + ", " + hash + ", ****]";
    }
}
