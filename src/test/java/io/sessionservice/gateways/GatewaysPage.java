package io.sessionservice.gateways;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docs/gateways.md}: what it tells people to write is what the tests run. */
final class GatewaysPage {

    private static final Path PAGE = Path.of("docs/gateways.md");

    private GatewaysPage() {}

    /** The page's configuration of nginx, but for where the two services are. */
    static String nginx(String service, String application) {
        return replaced(replaced(block("nginx"), "session-service:8080", service), "shop:3000", application);
    }

    private static String block(String language) {
        try {
            Matcher block =
                    Pattern.compile("(?ms)^```" + language + "\\R(.*?)^```").matcher(Files.readString(PAGE));
            if (!block.find()) {
                throw new AssertionError(PAGE + " has no block of " + language);
            }
            return block.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String replaced(String text, String placeholder, String value) {
        if (!text.contains(placeholder)) {
            throw new AssertionError(PAGE + " does not speak of " + placeholder);
        }
        return text.replace(placeholder, value);
    }
}
