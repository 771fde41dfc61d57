package io.sessionservice.nonce;

import io.sessionservice.platform.Purge;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Empties the slots of the ring that no live request can fall into. A slot goes whole: there is nothing to batch. */
@Component
class NoncePurge implements Purge {

    private final JdbcClient jdbc;

    NoncePurge(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "nonces";
    }

    /** @return 0: one round empties every idle slot */
    @Override
    @Transactional
    public int purgeBatch(Instant now, int limit) {
        // an emptying that would have to wait gives way: writers to other slots must not queue behind it
        jdbc.sql("SET LOCAL lock_timeout = '200ms'").update();
        NonceSlot.idle(now).stream()
                .mapToObj(NoncePurge::table)
                .filter(this::isUsed)
                .forEach(this::empty);
        return 0;
    }

    /** A slot that is idle and in use could have been emptied when it became idle, and slots become so one after another. */
    @Override
    public Duration lag(Instant now) {
        long used = NonceSlot.idle(now).stream()
                .mapToObj(NoncePurge::table)
                .filter(this::isUsed)
                .count();
        return NonceSlot.WIDTH.multipliedBy(used);
    }

    private static String table(int slot) {
        return String.format(Locale.ROOT, "nonces_%02d", slot);
    }

    private boolean isUsed(String table) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM " + table + ")")
                .query(Boolean.class)
                .single();
    }

    private void empty(String table) {
        jdbc.sql("TRUNCATE " + table).update();
    }
}
