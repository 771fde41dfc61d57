package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestIdFilterTests {

    private final RequestIdFilter filter = new RequestIdFilter(length -> new byte[length]);

    @ParameterizedTest
    @ValueSource(strings = {"7f3c1a2e-9b", "Root=1-67891233-abcdef012345678912345678", "a"})
    void keepsTheIdThatAProxyGave(String id) throws Exception {
        assertThat(idDuring(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\nbreak", "\"quoted\"", "${jndi:ldap://x}", "é"})
    void replacesAnIdThatCouldBeMisread(String id) throws Exception {
        assertThat(idDuring(id)).isEqualTo("000000000000-1");
    }

    @Test
    void replacesAnEndlessId() throws Exception {
        assertThat(idDuring("a".repeat(129))).isEqualTo("000000000000-1");
    }

    @Test
    void givesEachRequestItsOwn() throws Exception {
        assertThat(idDuring(null)).isEqualTo("000000000000-1");
        assertThat(idDuring(null)).isEqualTo("000000000000-2");
        assertThat(MDC.get(RequestIdFilter.KEY)).isNull();
    }

    private @Nullable String idDuring(@Nullable String header) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (header != null) {
            request.addHeader(RequestIdFilter.HEADER, header);
        }
        AtomicReference<String> seen = new AtomicReference<>();
        filter.doFilter(
                request, new MockHttpServletResponse(), (ignored, same) -> seen.set(MDC.get(RequestIdFilter.KEY)));
        return seen.get();
    }
}
