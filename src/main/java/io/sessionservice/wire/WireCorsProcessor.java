package io.sessionservice.wire;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import tools.jackson.databind.json.JsonMapper;

/** CORS as Spring does it, but refusing in our shape. */
class WireCorsProcessor extends DefaultCorsProcessor {

    /** Of most answers: Spring writes a line for each. */
    private static final String VARIES_BY = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

    private final JsonMapper json;

    WireCorsProcessor(JsonMapper json) {
        this.json = json;
    }

    /**
     * Where pages may not call at all, a preflight is no more than a request without credentials: a proxy that asks with it, as
     * Envoy does, must not take an answer to it for a yes.
     */
    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (configuration == null && CorsUtils.isPreFlightRequest(request)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, WireHeaders.BEARER_CHALLENGE);
            return false;
        }
        if (!CorsUtils.isCorsRequest(request)) {
            response.setHeader(HttpHeaders.VARY, VARIES_BY);
            return true;
        }
        return super.processRequest(configuration, request, response);
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
        ErrorTable.Row row = ErrorTable.row(new RequestRefusedException(RefusalReason.ORIGIN_NOT_ALLOWED));
        response.setStatusCode(row.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getBody().write(json.writeValueAsBytes(row.body()));
        response.flush();
    }
}
