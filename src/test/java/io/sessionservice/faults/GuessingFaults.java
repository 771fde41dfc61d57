package io.sessionservice.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Tokens and passwords guessed, against a replica with its limits on. */
@Timeout(600)
@TestMethodOrder(MethodOrderer.MethodName.class)
class GuessingFaults {

    @Test
    void f18aTokenGuesses() {
        ReliabilityReport.measure(
                "F18a",
                "tokens guessed",
                "no hit; good clients' p99 at most twice that of the control; 429 after the limit; events counted, not one by one",
                finding -> {
                    int perSecond = 10_000;
                    int connections = 128;
                    GoodClients clients =
                            new GoodClients(replica().process(), replica().register());
                    clients.warmUp();
                    long lines = logLines();
                    List<Flood> floods = new ArrayList<>();
                    List<Flood> controls = new ArrayList<>();
                    Comparison seen = clients.compareWithControl(port -> {
                        Flood flood = Flood.start(
                                port,
                                perSecond,
                                connections,
                                sender -> Forwarded.from("203.0.113." + (100 + sender), guess()));
                        (port == replica().port() ? floods : controls).add(flood);
                        return flood;
                    });
                    Map<Integer, Long> statuses = Flood.statuses(floods);
                    finding.did(
                            "random tokens sent from %d addresses on %d connections, %,d a second wanted and more as soon as"
                                    + " they are answered, beside 8 good clients; %d turns of %d s each; control: the same to a"
                                    + " bare server",
                            Flood.SENDERS,
                            connections,
                            perSecond,
                            GoodClients.TURNS,
                            GoodClients.turn().toSeconds());
                    finding.saw(
                            "%.0f a second reached, %.0f in the control, answers %s",
                            Flood.rate(floods), Flood.rate(controls), statuses);
                    finding.check("hits " + statuses.getOrDefault(200, 0L), !statuses.containsKey(200));
                    finding.check(
                            "unknown by 401, over the limit by 429, nothing else",
                            statuses.containsKey(429)
                                    && Stream.of(0, 401, 429).toList().containsAll(statuses.keySet()));
                    seen.checkAgainstControl(finding, 2);
                    checkEvents(finding, lines, "unknown_tokens");
                });
    }

    @Test
    void f18bPasswordGuesses() {
        ReliabilityReport.measure(
                "F18b",
                "passwords guessed",
                "no hit; 429 after the limit; the owner still gets in; good clients' p99 at most twice that of the control; events"
                        + " counted",
                finding -> {
                    FaultApplication application = replica().register();
                    GoodClients clients =
                            new GoodClients(replica().process(), replica().register());
                    String owner =
                            replica().ask("192.0.2.1", application.create()).token();
                    finding.check(
                            "the owner beforehand",
                            replica()
                                            .ask("192.0.2.1", FaultApplication.login(owner))
                                            .status()
                                    == 202);
                    clients.warmUp();
                    long lines = logLines();
                    List<LoadClients> guessers = new ArrayList<>();
                    Comparison seen = clients.compareWithControl(port -> {
                        LoadClients load =
                                LoadClients.start(4, List.of(port), client -> guessPassword(application, client));
                        if (port == replica().port()) {
                            guessers.add(load);
                        }
                        return load::close;
                    });
                    Answer login = replica().ask("192.0.2.1", FaultApplication.login(owner));
                    List<Tally.Entry> answers = guessers.stream()
                            .flatMap(load -> load.tally().entries().stream())
                            .filter(entry -> entry.status() != 201)
                            .toList();
                    long refused = count(answers, 429);
                    long tried = count(answers, 401);
                    finding.did(
                            "wrong passwords for one account from 4 addresses as fast as they are answered, beside 8"
                                    + " good clients; %d turns of %d s each; control: a bare server's answers",
                            GoodClients.TURNS, GoodClients.turn().toSeconds());
                    finding.check(
                            "%,d tried, at most 10 an address and those under way".formatted(tried),
                            tried > 0 && tried <= 60);
                    finding.check("%,d refused by 429".formatted(refused), refused > tried);
                    finding.checkNone(
                            "answered otherwise",
                            answers.stream()
                                    .filter(entry -> entry.status() != 401 && entry.status() != 429)
                                    .toList());
                    finding.check("the owner afterwards " + login.status(), login.status() == 202);
                    seen.checkAgainstControl(finding, 2);
                    checkEvents(finding, lines, "logins_by_account_and_address");
                });
    }

    /** Four addresses, one for each guesser; a pause keeps refusals from being a flood of their own. */
    private void guessPassword(FaultApplication application, LoadClient client) {
        String address = "203.0.113." + (200 + Math.floorMod(System.identityHashCode(client), 4));
        Answer session = client.send(Forwarded.from(address, application.create()));
        for (int guess = 0; session.status() == 201 && guess < 50; guess++) {
            client.send(Forwarded.from(
                    address,
                    WireRequest.form(
                            "/login.json", session.token(), Map.of("login", "alice", "password", "guess " + guess))));
            sleep(10);
        }
    }

    private void checkEvents(Finding finding, long linesBefore, String limit) {
        // events are written some seconds after what they count (sessions.audit.flush-interval)
        sleep(11_000);
        long events = PostgresProcess.number(
                replica().postgres().url(), "SELECT count(*) FROM audit_events WHERE detail = '" + limit + "'");
        finding.check("%d events of the limit".formatted(events), events > 0 && events <= 50);
        long lines = logLines() - linesBefore;
        finding.check(lines + " log lines", lines <= 100);
    }

    private long logLines() {
        try (Stream<String> lines = Files.lines(replica().process().log())) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] guess() {
        byte[] token = new byte[20];
        ThreadLocalRandom.current().nextBytes(token);
        return WireRequest.get("/session.json", HexFormat.of().formatHex(token));
    }

    private static long count(List<Tally.Entry> answers, int status) {
        return answers.stream().filter(entry -> entry.status() == status).count();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static GuardedReplica replica() {
        return GuardedReplica.shared();
    }
}
