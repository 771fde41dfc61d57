package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import io.sessionservice.session.SessionToken;
import io.sessionservice.support.RawHttp;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Whatever is mapped on the public port stands behind the bound on work and the limits of failures. The routes are taken from the
 * mappings, so that a new one is tried too.
 */
class EveryRouteIT {

    private static final int LIMIT = 2;
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private static Replica replica;
    private static int nonce;

    private final MockHttpServletRequest other = new MockHttpServletRequest();

    @BeforeAll
    static void start() {
        replica = Replica.start(
                TestPostgres.newDatabase(),
                "server.forward-headers-strategy=native",
                "sessions.admission.max-running=1",
                "sessions.admission.max-wait=10ms",
                "sessions.limits.window=1h",
                "sessions.limits.unknown-tokens-per-address=" + LIMIT,
                "sessions.limits.failed-signatures-per-address=" + LIMIT,
                "sessions.limits.failed-secrets-per-address=" + LIMIT,
                "sessions.bootstrap[0].id=92",
                "sessions.bootstrap[0].name=routes",
                "sessions.bootstrap[0].auth-key=routes-key",
                "sessions.bootstrap[0].auth-secret=routes-secret");
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    @AfterEach
    void leave() {
        replica.bean(Admission.class).leave(other);
    }

    /** A guess at what the route asks for: a token, a signature, or an auth secret. */
    private record Guess(String method, String path, Map<String, String> headers, String form) {

        static Guess at(String path, HttpMethod method, HandlerMethod handler) {
            Set<Class<?>> asked = Arrays.stream(handler.getMethodParameters())
                    .<Class<?>>map(MethodParameter::getParameterType)
                    .collect(Collectors.toSet());
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Content-Type", "application/x-www-form-urlencoded");
            String form = "token=" + "f".repeat(40);
            if (asked.contains(SessionToken.class)) {
                headers.put("QB-Token", "f".repeat(40));
                form = "login=a&password=b";
            } else if (asked.contains(OAuth2Request.class)) {
                headers.put("Authorization", "Basic " + base64("routes-key:guess"));
            } else if (asked.contains(WireParameters.class)) {
                form = WireClient.form(forged());
            } else {
                throw new AssertionError(handler + " asks for nothing that this test knows how to guess: teach it");
            }
            return new Guess(method.name(), path, headers, form);
        }

        private static Map<String, String> forged() {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("application_id", "92");
            parameters.put("auth_key", "routes-key");
            parameters.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
            parameters.put("nonce", Integer.toString(++nonce));
            return WireClient.signed(parameters, "guess");
        }

        RawHttp.Answer send(String address) {
            StringBuilder bytes = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: a\r\n");
            headers.forEach((name, value) -> bytes.append(name + ": " + value + "\r\n"));
            bytes.append("X-Forwarded-For: " + address + "\r\nConnection: close\r\nContent-Length: " + form.length());
            bytes.append("\r\n\r\n" + form);
            return RawHttp.send(replica.port(), bytes.toString().getBytes(ISO_8859_1));
        }
    }

    static Stream<Arguments> routes() {
        return replica.beans(RequestMappingHandlerMapping.class).stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .flatMap(mapped -> routes(mapped.getKey(), mapped.getValue()))
                .sorted((one, another) -> one.toString().compareTo(another.toString()))
                .map(guess -> argumentSet(guess.method() + " " + guess.path(), guess));
    }

    private static Stream<Guess> routes(RequestMappingInfo mapped, HandlerMethod handler) {
        Set<RequestMethod> methods = mapped.getMethodsCondition().getMethods();
        Set<RequestMethod> tried = methods.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : methods;
        return new TreeSet<>(mapped.getPatternValues())
                .stream()
                        .map(pattern -> pattern.replaceAll("\\{[^}]+}", "1").replace("**", "a/b"))
                        .flatMap(path -> tried.stream().map(method -> Guess.at(path, method.asHttpMethod(), handler)));
    }

    @Test
    void areAsManyAsThereAre() {
        assertThat(routes().map(route -> Arrays.toString(route.get())))
                .hasSizeGreaterThanOrEqualTo(20)
                .anyMatch(route -> route.contains("/oauth2/revoke"))
                .anyMatch(route -> route.contains("OPTIONS, path=/auth/a/b"))
                .anyMatch(route -> route.contains("/sessions/1"));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void isBehindTheLimitsOfFailures(Guess guess) {
        String guesser = address();
        for (int i = 0; i < LIMIT; i++) {
            assertThat(guess.send(guesser).status()).isIn(401, 422);
        }
        RawHttp.Answer answer = guess.send(guesser);
        assertThat(answer.status()).isEqualTo(429);
        hasTheFormOfItsRoute(guess, answer, "Too many requests");
        assertThat(guess.send(address()).status()).isIn(401, 422);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void isTurnedAwayWhenThereIsNoPlace(Guess guess) {
        replica.bean(Admission.class).enter(other);
        RawHttp.Answer answer = guess.send(address());
        assertThat(answer.status()).isEqualTo(503);
        hasTheFormOfItsRoute(guess, answer, "Service is unavailable");
    }

    /** Filters, of which there is none here, have no part in it. */
    @ParameterizedTest
    @MethodSource("routes")
    void givesItsPlaceBack(Guess guess) throws Exception {
        MockMvc inside = MockMvcBuilders.webAppContextSetup(replica.bean(WebApplicationContext.class))
                .build();
        replica.bean(Admission.class).enter(other);
        assertThat(perform(inside, guess).getStatus()).isEqualTo(503);
        replica.bean(Admission.class).leave(other);
        assertThat(perform(inside, guess).getStatus()).isIn(401, 422);
        replica.bean(Admission.class).enter(other);
    }

    private static MockHttpServletResponse perform(MockMvc inside, Guess guess) throws Exception {
        var request = request(HttpMethod.valueOf(guess.method()), URI.create(guess.path()))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .with(sent -> {
                    sent.setRemoteAddr(address());
                    sent.setServletPath(guess.path());
                    return sent;
                })
                .content(guess.form());
        guess.headers().forEach((name, value) -> {
            if (!name.equals("Content-Type")) {
                request.header(name, value);
            }
        });
        return inside.perform(request).andReturn().getResponse();
    }

    @Test
    void letsProbesIn() {
        replica.bean(Admission.class).enter(other);
        for (String probe : List.of("/livez", "/readyz")) {
            String request = "GET " + probe + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
            assertThat(RawHttp.send(replica.port(), request.getBytes(US_ASCII)).status())
                    .isEqualTo(200);
        }
    }

    private static void hasTheFormOfItsRoute(Guess guess, RawHttp.Answer answer, String text) {
        assertThat(answer.head()).anyMatch(line -> line.matches("Retry-After: [1-9]\\d*"));
        if (guess.path().startsWith("/auth")) {
            assertThat(answer.body()).isEmpty();
        } else if (guess.path().startsWith("/oauth2/")) {
            assertThat(answer.body())
                    .startsWith("{\"error\":\"temporarily_unavailable\"")
                    .endsWith("}");
        } else {
            assertThat(answer.body()).isEqualTo("{\"errors\":[\"" + text + "\"]}");
        }
    }

    private static String address() {
        int next = ADDRESSES.incrementAndGet();
        return "203.0." + next / 200 + "." + (1 + next % 200);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
    }
}
