package io.sessionservice.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Answers of the security chain, in the shape that all errors have: a page on the console, JSON elsewhere. */
final class ManagementAnswers {

    private static final String CONSOLE = "/console";

    /** In the look of the console's pages, which are made where this chain does not reach. */
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>%2$s – session-service</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" type="image/svg+xml" href="%1$s/console/assets/icon.svg">
            <link rel="stylesheet" href="%1$s/console/assets/console.css">
            </head>
            <body class="bare">
            <main id="main">
            <p class="code">%3$d</p>
            <h1>%2$s</h1>
            <p>The console is for operators. How to log in to it stands in the documentation, docs/console.md.</p>
            <p><a class="button" href="%1$s/console">Open the console</a></p>
            </main>
            </body>
            </html>
            """;

    private ManagementAnswers() {}

    /** @param text of ours, without anything that would need escaping */
    static void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String text)
            throws IOException {
        boolean page = isConsole(request);
        String body = page
                ? PAGE.formatted(request.getContextPath(), text, status.value())
                : "{\"errors\":[\"" + text + "\"]}";
        response.setStatus(status.value());
        response.setContentType(page ? "text/html;charset=UTF-8" : MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(body.getBytes(UTF_8));
    }

    private static boolean isConsole(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.equals(CONSOLE) || path.startsWith(CONSOLE + "/");
    }
}
