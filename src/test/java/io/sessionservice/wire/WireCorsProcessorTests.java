package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.cors.CorsConfiguration;
import tools.jackson.databind.json.JsonMapper;

class WireCorsProcessorTests {

    private static final String[] VARIES_BY = {
        "Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"
    };

    private final WireCorsProcessor processor = new WireCorsProcessor(new JsonMapper());
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/session.json");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    @DisplayName(
            "What is not from a web page is let through, and caches are told in one line what the answer depends on")
    void notFromAPage() throws Exception {
        assertThat(processor.processRequest(new CorsConfiguration(), request, response))
                .isTrue();
        assertThat(response.getHeaders("Vary")).containsExactly(String.join(", ", VARIES_BY));
    }

    @Test
    @DisplayName("So is what is from one whose origin may call")
    void fromAPage() throws Exception {
        request.addHeader("Origin", "https://app.example");
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(List.of("https://app.example"));
        allowed.setAllowedMethods(List.of("GET"));
        assertThat(processor.processRequest(allowed, request, response)).isTrue();
        assertThat(response.getHeaders("Vary")).containsExactly(VARIES_BY);
        assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
    }
}
