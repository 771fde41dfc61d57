package io.sessionservice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.DatabaseSlice;
import io.sessionservice.support.Race;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DatabaseSlice
class LeasesIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Autowired
    JdbcClient jdbc;

    @Test
    void oneReplicaHoldsALeaseAndProlongsIt() {
        Leases one = new Leases(jdbc);
        Leases other = new Leases(jdbc);
        assertThat(one.take("chore", LONG)).isTrue();
        assertThat(other.take("chore", LONG)).isFalse();
        assertThat(one.take("chore", LONG)).isTrue();
    }

    @Test
    void leasesOfDifferentNamesAreApart() {
        assertThat(new Leases(jdbc).take("one", LONG)).isTrue();
        assertThat(new Leases(jdbc).take("other", LONG)).isTrue();
    }

    @Test
    void aHolderThatDiedLosesItsLease() {
        assertThat(new Leases(jdbc).take("abandoned", LONG)).isTrue();
        jdbc.sql("UPDATE leases SET held_until = held_until - interval '61 s' WHERE name = 'abandoned'")
                .update();
        assertThat(new Leases(jdbc).take("abandoned", LONG)).isTrue();
    }

    @Test
    void oneOfManyReplicasTakesAFreeLease() {
        Queue<Leases> replicas = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 16; i++) {
            replicas.add(new Leases(jdbc));
        }
        List<Boolean> taken = Race.of(16, () -> replicas.remove().take("contested", LONG));
        assertThat(taken).containsOnlyOnce(true);
    }
}
