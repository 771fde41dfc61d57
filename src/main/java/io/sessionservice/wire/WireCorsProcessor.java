package io.sessionservice.wire;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.DefaultCorsProcessor;
import tools.jackson.databind.json.JsonMapper;

/** CORS as Spring does it, but refusing in our shape. */
class WireCorsProcessor extends DefaultCorsProcessor {

    private final JsonMapper json;

    WireCorsProcessor(JsonMapper json) {
        this.json = json;
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
