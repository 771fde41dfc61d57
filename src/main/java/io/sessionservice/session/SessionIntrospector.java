package io.sessionservice.session;

import io.sessionservice.application.Application;
import io.sessionservice.application.ApplicationCredentials;
import io.sessionservice.application.ApplicationLogin;
import io.sessionservice.platform.Batcher;
import io.sessionservice.platform.Batchers;
import io.sessionservice.platform.Beat;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What an application's own servers do with the tokens of its clients. An application knows its own sessions only: another one's
 * token is to it like one that never was.
 */
@Component
public class SessionIntrospector {

    private final ApplicationLogin login;
    private final SessionRepository sessions;
    private final SessionLifetime lifetime;
    private final SessionMetrics metrics;
    private final SessionAudit audit;
    private final Duration beat;
    private final Batcher<Introspection, @Nullable IntrospectedRow> reads;

    SessionIntrospector(
            ApplicationLogin login,
            SessionRepository sessions,
            SessionLifetime lifetime,
            SessionMetrics metrics,
            SessionAudit audit,
            BatchProperties properties,
            SignatureProperties signatures,
            Batchers batchers) {
        this.login = login;
        this.sessions = sessions;
        this.lifetime = lifetime;
        this.metrics = metrics;
        this.audit = audit;
        this.beat = signatures.unknownApplicationBeat();
        this.reads = batchers.make("introspections", properties.limits(), this::readAll);
    }

    /** The live session of the token, whose life this does not prolong: to be asked about is not to be used. */
    public Optional<Session> introspect(ApplicationCredentials credentials, SessionToken token, Instant now) {
        byte[] digest = TokenDigest.of(token);
        return Optional.ofNullable(read(credentials, digest, now).session())
                .filter(row -> lifetime.isLive(row, now))
                .map(row -> row.toSession(digest, lifetime));
    }

    /** One statement finds the session and confirms the application, which may have been read minutes ago. */
    private IntrospectedRow read(ApplicationCredentials credentials, byte[] digest, Instant now) {
        IntrospectedRow row = reads.ask(Introspection.of(digest, proved(() -> login.login(credentials, now))));
        if (row == null) {
            row = reads.ask(Introspection.of(digest, proved(() -> login.loginNow(credentials, now))));
        }
        if (row == null) {
            // changed again in between
            throw new RequestRefusedException(RefusalReason.UNAVAILABLE);
        }
        return row;
    }

    /** Ends the session of the token, if there is a live one: the token is unknown from now on. */
    public void revoke(ApplicationCredentials credentials, SessionToken token, Instant now) {
        introspect(credentials, token, now)
                .filter(session -> sessions.revoke(session.id().value()) != null)
                .ifPresent(session -> {
                    audit.revokedByApplication(session);
                    metrics.revokedByApplication();
                });
    }

    /** For what is no token: says nothing, and that only to an application that proves itself. */
    public void authenticate(ApplicationCredentials credentials, Instant now) {
        proved(() -> login.loginNow(credentials, now));
    }

    /** An unknown auth key costs other reads than a wrong secret does: neither the answer nor its time tells which it was. */
    private Application proved(Supplier<Application> proof) {
        long begin = System.nanoTime();
        try {
            return proof.get();
        } catch (RequestRefusedException e) {
            if (e.reason() == RefusalReason.APPLICATION_NOT_PROVED) {
                Beat.await(begin, beat);
            }
            throw e;
        }
    }

    private List<@Nullable IntrospectedRow> readAll(List<Introspection> asked) {
        @Nullable IntrospectedRow[] answers = new IntrospectedRow[asked.size()];
        sessions.introspect(asked).forEach(row -> answers[(int) row.place() - 1] = row);
        return Arrays.asList(answers);
    }
}
