package io.sessionservice.platform;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What only the database can tell, asked now and then and not by each scrape, which must answer while the database is away: then
 * these have no value.
 */
@Component
class DatabaseMetrics implements MeterBinder {

    /** By PostgreSQL's own statistics, which cost nothing to read, of a table with its partitions. */
    private static final String ROWS = """
            SELECT coalesce(sum(n_live_tup), 0) FROM pg_stat_user_tables
            WHERE schemaname = current_schema() AND (relname = :table OR relname LIKE :table || '\\_%')
            """;

    private static final String DRIFT = "sessions.clock.drift";
    private static final String LAG = "sessions.purge.lag";
    private static final String ROW_COUNT = "sessions.rows";

    private final List<Purge> purges;
    private final ClockDrift clockDrift;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, Double> values = new ConcurrentHashMap<>();

    DatabaseMetrics(List<Purge> purges, ClockDrift clockDrift, JdbcClient jdbc, Clock clock) {
        this.purges = purges;
        this.clockDrift = clockDrift;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        TimeGauge.builder(DRIFT, () -> value(DRIFT, ""), TimeUnit.MILLISECONDS).register(meters);
        for (Purge purge : purges) {
            String what = purge.name();
            TimeGauge.builder(LAG, () -> value(LAG, what), TimeUnit.MILLISECONDS)
                    .tag("what", what)
                    .register(meters);
            Gauge.builder(ROW_COUNT, () -> value(ROW_COUNT, what))
                    .tag("what", what)
                    .register(meters);
        }
    }

    private double value(String meter, String what) {
        return values.getOrDefault(meter + what, Double.NaN);
    }

    @Scheduled(fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    void refresh() {
        keep(DRIFT, "", () -> clockDrift.read().toMillis());
        for (Purge purge : purges) {
            keep(LAG, purge.name(), () -> purge.lag(clock.instant()).toMillis());
            keep(
                    ROW_COUNT,
                    purge.name(),
                    () -> jdbc.sql(ROWS)
                            .param("table", purge.name())
                            .query(Long.class)
                            .single());
        }
    }

    private void keep(String meter, String what, Supplier<Number> reading) {
        try {
            values.put(meter + what, reading.get().doubleValue());
        } catch (RuntimeException e) {
            // the request path says that the database is away, and louder
            values.remove(meter + what);
        }
    }
}
