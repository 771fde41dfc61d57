package io.sessionservice.session;

import io.sessionservice.platform.BatchLimits;
import io.sessionservice.platform.Batcher;
import io.sessionservice.platform.Batchers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Coalesces the statements of concurrent requests: each caller asks for its own session, and what has queued meanwhile is asked
 * in one statement. Every answer has been committed to, or read from, PostgreSQL after it was asked for.
 */
@Component
class SessionStore {

    private final SessionRepository repository;
    private final Batcher<NewSession, @Nullable Long> openings;
    private final Batcher<byte[], @Nullable SessionRow> reads;
    private final Batcher<Touch, Boolean> touches;
    private final Batcher<Downgrade, @Nullable SessionRow> downgrades;

    SessionStore(SessionRepository repository, BatchProperties properties, Batchers batchers) {
        BatchLimits limits = properties.limits();
        this.repository = repository;
        this.openings = batchers.make("openings", limits, NewSession::applicationId, this::openAll);
        this.reads = batchers.make("reads", limits, this::readAll);
        this.touches = batchers.make("touches", limits, this::touchAll);
        this.downgrades = batchers.make("downgrades", limits, this::downgradeAll);
    }

    /** The id of the session opened, or null when its nonce was used before or its application is not as it was. */
    @Nullable
    Long claimAndSave(NewSession session) {
        return openings.ask(session);
    }

    /** The session of this token if its application and user honour it; it may have expired. */
    @Nullable
    SessionRow findHonoured(byte[] tokenDigest) {
        return reads.ask(tokenDigest);
    }

    /** Whether this use was written down; false when another one was, or the row is being changed. */
    boolean touch(Touch touch) {
        return touches.ask(touch);
    }

    /** The session without its user, or null when the token has no live user session. */
    @Nullable
    SessionRow downgrade(Downgrade downgrade) {
        return downgrades.ask(downgrade);
    }

    /** Of those with one claim the first is asked for; the others are replays of it. */
    private List<@Nullable Long> openAll(List<NewSession> asked) {
        Map<NewSession.Claim, NewSession> first = new TreeMap<>();
        asked.forEach(session -> first.putIfAbsent(session.claim(), session));
        Map<NewSession.Claim, Long> opened = new HashMap<>();
        for (OpenedRow row : repository.claimAndSave(List.copyOf(first.values()))) {
            opened.put(row.claim(), row.id());
        }
        List<@Nullable Long> answers = new ArrayList<>();
        for (NewSession session : asked) {
            answers.add(first.get(session.claim()) == session ? opened.get(session.claim()) : null);
        }
        return answers;
    }

    private List<@Nullable SessionRow> readAll(List<byte[]> asked) {
        return inPlace(repository.findHonoured(asked), asked.size());
    }

    private List<Boolean> touchAll(List<Touch> asked) {
        Set<Long> written = new HashSet<>(repository.touch(asked));
        return asked.stream().map(touch -> written.remove(touch.id())).toList();
    }

    private List<@Nullable SessionRow> downgradeAll(List<Downgrade> asked) {
        return inPlace(repository.downgrade(asked), asked.size());
    }

    private static List<@Nullable SessionRow> inPlace(List<SessionRow> rows, int size) {
        @Nullable SessionRow[] answers = new SessionRow[size];
        rows.forEach(row -> answers[(int) row.place() - 1] = row);
        return Arrays.asList(answers);
    }
}
