package io.sessionservice.session;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the sweep through the table of sessions has come; it is the same one whichever replica goes on with it. */
@Component
class SweptPages {

    /**
     * @param next page that has not been looked at
     * @param lastBeganAt when the last sweep began that came to the end
     */
    record Position(long next, Instant beganAt, Instant lastBeganAt) {}

    private final JdbcClient jdbc;

    SweptPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Position position() {
        return jdbc.sql("SELECT next_page, began_at, last_began_at FROM sweeps WHERE name = 'sessions'")
                .query((row, number) -> new Position(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .single();
    }

    /** Pages that the table has by now. */
    long size() {
        return jdbc.sql("SELECT pg_relation_size('sessions') / current_setting('block_size')::bigint")
                .query(Long.class)
                .single();
    }

    void keep(long next) {
        jdbc.sql("UPDATE sweeps SET next_page = :next WHERE name = 'sessions'")
                .param("next", next)
                .update();
    }

    /** Begins at the first page again. */
    void finish(Instant now) {
        jdbc.sql("UPDATE sweeps SET next_page = 0, last_began_at = began_at, began_at = :now WHERE name = 'sessions'")
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
    }
}
