package io.sessionservice.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/**
 * An HTTP client that goes where it is sent and nowhere else: no redirects, no proxy, no cookies, no second attempt, no unpacking; and
 * reads as much as it may.
 */
@Component
class OutsideClient implements AutoCloseable {

    private final CloseableHttpClient http;
    private final int answerLimit;

    OutsideClient(IdentityProperties properties) {
        DnsResolver resolver =
                properties.allowPrivateAddresses() ? SystemDefaultDnsResolver.INSTANCE : new PublicAddresses();
        this.answerLimit = (int) properties.answerLimit().toBytes();
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(properties.connectTimeout()))
                                .setSocketTimeout(Timeout.of(properties.readTimeout()))
                                // a host that moves is found again
                                .setTimeToLive(TimeValue.ofMinutes(1))
                                .build())
                        // the bounds are those of OutsideCalls: nobody is to wait here behind another application
                        .setMaxConnTotal(properties.callsAtOnce())
                        .setMaxConnPerRoute(properties.callsAtOnce())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(properties.connectTimeout()))
                        .setResponseTimeout(Timeout.of(properties.readTimeout()))
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .evictExpiredConnections()
                .setUserAgent("session-service")
                .build();
    }

    /** Sends the request and reads the answer; ends early when the request is cancelled from another thread. */
    ProviderAnswer send(HttpUriRequestBase request) throws IOException {
        return http.execute(request, this::read);
    }

    private ProviderAnswer read(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new ProviderAnswer(response.getCode(), "", "");
        }
        try (InputStream stream = entity.getContent()) {
            byte[] body = stream.readNBytes(answerLimit + 1);
            if (body.length > answerLimit) {
                throw new TooLongException();
            }
            ContentType type = ContentType.parseLenient(entity.getContentType());
            return new ProviderAnswer(
                    response.getCode(), type == null ? "" : type.getMimeType(), new String(body, UTF_8));
        }
    }

    /** Thrown out of the handler, upon which the client drops the connection instead of reading on. */
    static class TooLongException extends IOException {

        TooLongException() {
            super("answer too long");
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
