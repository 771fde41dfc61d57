package io.sessionservice.platform;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Chores that one replica does at a time: a row per chore, held until a time on the database's clock. */
@Component
class Leases {

    private static final String TAKE = """
            INSERT INTO leases AS held (name, holder, held_until)
            VALUES (:name, :holder, clock_timestamp() + :seconds * interval '1 second')
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
            WHERE held.held_until < clock_timestamp() OR held.holder = excluded.holder
            """;

    private final JdbcClient jdbc;
    private final String holder = UUID.randomUUID().toString();

    Leases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes or prolongs the lease; false while another replica holds it. A holder that died loses it after {@code duration}. */
    boolean take(String name, Duration duration) {
        return jdbc.sql(TAKE)
                        .param("name", name)
                        .param("holder", holder)
                        .param("seconds", duration.toSeconds())
                        .update()
                == 1;
    }
}
