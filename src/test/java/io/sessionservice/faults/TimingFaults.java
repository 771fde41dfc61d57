package io.sessionservice.faults;

import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Whether the time of a refusal tells what the refusal does not. Settings as in production, limits and beats included. */
@Timeout(900)
@TestMethodOrder(MethodOrderer.MethodName.class)
class TimingFaults {

    private static final String NO_APPLICATION = "{\"errors\":{\"base\":[\"No application found\"]}}";
    private static final String WRONG_SIGNATURE = "{\"errors\":{\"base\":[\"Unexpected signature\"]}}";
    private static final String UNAUTHORIZED = "{\"errors\":[\"Unauthorized\"]}";

    private final AtomicInteger addresses = new AtomicInteger();
    private FaultApplication application;

    @Test
    void f17aApplications() {
        ReliabilityReport.measure(
                "F17a",
                "unknown application or wrong auth key, and where a signature is wrong, by time",
                "Welch's t below 4.5 at 100,000 answers each",
                finding -> {
                    int samples = Scale.of(100_000);
                    application = replica().register();
                    Stopwatch watch = new Stopwatch(replica().port(), 32);
                    Welch known = watch.time(
                            samples,
                            new Stopwatch.Kind(with("application_id", () -> "2000000000"), 422, NO_APPLICATION),
                            new Stopwatch.Kind(with("auth_key", TimingFaults::random), 422, NO_APPLICATION));
                    Welch signature = watch.time(
                            samples / 2,
                            new Stopwatch.Kind(wrongSignature(0), 422, WRONG_SIGNATURE),
                            new Stopwatch.Kind(wrongSignature(39), 422, WRONG_SIGNATURE));
                    Welch texts = watch.time(
                            samples / 10,
                            new Stopwatch.Kind(with("application_id", () -> "2000000000"), 422, NO_APPLICATION),
                            new Stopwatch.Kind(wrongSignature(0), 422, WRONG_SIGNATURE));
                    finding.did(
                            "about %,d requests of each kind drawn by lot on 32 connections, from changing addresses,"
                                    + " each timed from outside",
                            samples);
                    finding.check(known.figure("unknown application, wrong auth key"), !known.tellsApart());
                    finding.check(
                            signature.figure("signature wrong in its first digit, in its last"),
                            !signature.tellsApart());
                    finding.saw(
                            "unknown application, wrong signature: t = %.0f, told apart by their documented texts all"
                                    + " the same",
                            texts.t());
                    finding.checkNone("answered otherwise", watch.otherwise());
                });
    }

    @Test
    void f17bUsers() {
        ReliabilityReport.measure(
                "F17b",
                "unknown user or wrong password, by time",
                "Welch's t below 4.5 at 2,000 answers each",
                finding -> {
                    int samples = Scale.of(2_000);
                    application = replica().register();
                    Stopwatch watch = new Stopwatch(replica().port(), 4);
                    String token =
                            replica().ask("192.0.2.2", application.create()).token();
                    for (int user = 0; user < USERS; user++) {
                        register("known-" + user);
                    }
                    Welch users = watch.time(
                            samples,
                            new Stopwatch.Kind(() -> login(token, "unknown-"), 401, UNAUTHORIZED),
                            new Stopwatch.Kind(() -> login(token, "known-"), 401, UNAUTHORIZED));
                    finding.did(
                            "about %,d logins of each kind drawn by lot on 4 connections, for %d accounts and as many"
                                    + " that are none, from changing addresses, each timed from outside",
                            samples, USERS);
                    finding.check(users.figure("unknown user, wrong password"), !users.tellsApart());
                    finding.checkNone("answered otherwise", watch.otherwise());
                });
    }

    private static final int USERS = 100;

    private void register(String login) {
        FaultApplication.admin(replica().process())
                .post(
                        "/users",
                        "{\"applicationId\":%s,\"login\":\"%s\",\"password\":\"%s\"}"
                                .formatted(application.id(), login, FaultApplication.PASSWORD));
    }

    private byte[] login(String token, String prefix) {
        String login = prefix + ThreadLocalRandom.current().nextInt(USERS);
        return Forwarded.from(
                address(), WireRequest.form("/login.json", token, Map.of("login", login, "password", random())));
    }

    /** The valid request with one parameter changed, before it is signed. */
    private Supplier<byte[]> with(String name, Supplier<String> value) {
        return () -> {
            Map<String, String> request = new HashMap<>(application.signed());
            request.put(name, value.get());
            return Forwarded.from(address(), WireRequest.form("/session.json", null, request));
        };
    }

    /** The valid request with another digit at this place of its signature. */
    private Supplier<byte[]> wrongSignature(int place) {
        return () -> {
            Map<String, String> request = new HashMap<>(application.signed(
                    Instant.now().getEpochSecond(), ThreadLocalRandom.current().nextLong()));
            StringBuilder signature = new StringBuilder(request.get("signature"));
            signature.setCharAt(place, signature.charAt(place) == '0' ? '1' : '0');
            request.put("signature", signature.toString());
            return Forwarded.from(address(), WireRequest.form("/session.json", null, request));
        };
    }

    /** Of a new network now and then, so that no limit is met; the same number of characters always. */
    private String address() {
        int number = addresses.incrementAndGet();
        return "2001:db8:%04x:%04x::1".formatted(number >> 16 & 0xffff, number & 0xffff);
    }

    private static String random() {
        byte[] bytes = new byte[8];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static GuardedReplica replica() {
        return GuardedReplica.shared();
    }
}
