package io.sessionservice.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;

/** What web pages of other origins may send and read. */
final class WireCors {

    private WireCors() {}

    /** Routes that servers call: to pages of other origins they are not there. */
    static boolean isClosedToPages(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith(OAuth2Controller.PATH) || ForwardAuthController.isAt(path);
    }

    /** What a preflight is told (JS SDK 2.23.0, qbProxy.js, and connectycube 3.35.3 for the headers). */
    static CorsConfiguration preflights(WireProperties.Cors cors) {
        CorsConfiguration preflights = requests(cors);
        preflights.setAllowedMethods(List.of("GET", "POST", "DELETE"));
        preflights.setAllowedHeaders(List.of(
                WireHeaders.QB_TOKEN,
                "QB-OS",
                "QB-SDK",
                WireHeaders.CB_TOKEN,
                "CB-SDK",
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.AUTHORIZATION));
        return preflights;
    }

    /** For the request itself only its origin counts: its method is the controllers' business, who answer 405. */
    static CorsConfiguration requests(WireProperties.Cors cors) {
        CorsConfiguration requests = new CorsConfiguration();
        requests.setAllowedOrigins(cors.allowedOrigins());
        requests.addAllowedMethod(CorsConfiguration.ALL);
        requests.setExposedHeaders(List.of(WireHeaders.EXPIRATION_DATE, HttpHeaders.RETRY_AFTER));
        return requests;
    }
}
