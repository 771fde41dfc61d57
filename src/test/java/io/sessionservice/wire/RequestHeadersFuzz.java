package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;

/** Tokens, content types and request ids as anyone may send them. */
class RequestHeadersFuzz {

    private static final List<String> NAMES = List.of("QB-Token", "CB-Token", "Authorization", "X-Request-Id");
    private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

    private final SessionTokenResolver tokens = new SessionTokenResolver();
    private final WireParametersResolver parameters = new WireParametersResolver(
            new BodyReader(new AdmissionProperties(1, Duration.ZERO, Duration.ofSeconds(15))),
            List.of(new FormFormat(), new JsonFormat(), new MultipartFormat()));
    private final RequestIdFilter requestIds = new RequestIdFilter(bytes -> new byte[bytes]);

    @SuppressWarnings("NullAway") // neither resolver looks at the method's parameter
    @Timeout(5)
    @FuzzTest
    void areUnderstoodOrRefused(FuzzedDataProvider data) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/session.json");
        for (int count = data.consumeInt(0, 5); count > 0; count--) {
            String name = NAMES.get(data.consumeInt(0, NAMES.size() - 1));
            String prefix = data.consumeBoolean() ? "Bearer " : "";
            request.addHeader(name, prefix + (data.consumeBoolean() ? TOKEN : data.consumeString(80)));
        }
        if (data.consumeBoolean()) {
            // the raw header: the mock would parse a content type that is set as one
            request.addHeader("Content-Type", data.consumeString(100));
        }
        request.setContent(data.consumeRemainingAsBytes());
        requestIds.doFilter(request, new MockHttpServletResponse(), (ignored, too) -> {});
        try {
            assertThat(tokens.resolveArgument(null, null, new ServletWebRequest(request), null)
                            .value())
                    .matches("[0-9a-f]{40}");
        } catch (RequestRefusedException refusal) {
            assertThat(refusal.reason())
                    .isIn(RefusalReason.TOKEN_MISSING, RefusalReason.TOKEN_AMBIGUOUS, RefusalReason.SESSION_NOT_FOUND);
        }
        try {
            parameters.resolveArgument(null, null, new ServletWebRequest(request), null);
        } catch (RequestRefusedException refusal) {
            assertThat(ErrorTable.row(refusal).status().is4xxClientError()).isTrue();
        }
    }
}
