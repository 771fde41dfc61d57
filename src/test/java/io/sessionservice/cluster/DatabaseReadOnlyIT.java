package io.sessionservice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.Await;
import io.sessionservice.support.PostgresProcess;
import io.sessionservice.support.Replica;
import io.sessionservice.support.WireClient;
import io.sessionservice.support.WireClient.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL that takes no writes: reads are answered, all else is told to come back, and no restart is needed after. */
@Timeout(120)
class DatabaseReadOnlyIT {

    @TempDir
    static Path folder;

    private static PostgresProcess postgres;
    private static Replica replica;
    private static WireClient client;
    private static JdbcClient jdbc;
    private static int nonce;

    @BeforeAll
    static void start() throws Exception {
        postgres = new PostgresProcess(folder);
        replica = Replica.start(
                postgres.details(),
                "sessions.bootstrap[0].id=92",
                "sessions.bootstrap[0].name=read-only",
                "sessions.bootstrap[0].auth-key=read-only-key",
                "sessions.bootstrap[0].auth-secret=read-only-secret");
        client = new WireClient(replica.url());
        jdbc = JdbcClient.create(new DriverManagerDataSource(
                postgres.details().getJdbcUrl(),
                Objects.requireNonNull(postgres.details().getUsername()),
                Objects.requireNonNull(postgres.details().getPassword())));
    }

    @AfterAll
    static void stop() throws Exception {
        replica.close();
        postgres.close();
    }

    /** As after a failover to a server that still recovers, or as operators set it. */
    @Test
    void readsFromReadOnlyServer() {
        servesReadsWhile("ALTER SYSTEM SET default_transaction_read_only = on", "ALTER SYSTEM RESET ALL");
    }

    /** By the error that PostgreSQL gives when it cannot extend a file, raised where it would be. */
    @Test
    void readsFromServerWhoseDiskIsFull() {
        jdbc.sql("""
                CREATE OR REPLACE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
                END $$
                """).update();
        servesReadsWhile(
                "CREATE TRIGGER disk_full BEFORE INSERT OR UPDATE OR DELETE ON sessions EXECUTE FUNCTION disk_full()",
                "DROP TRIGGER disk_full ON sessions");
    }

    private static void servesReadsWhile(String outage, String end) {
        String fresh = client.postForm("/session.json", request()).token();
        String used = client.postForm("/session.json", request()).token();
        // a read of these would be written down
        assertThat(jdbc.sql("UPDATE sessions SET last_used_at = last_used_at - interval '5 minutes'")
                        .update())
                .isGreaterThanOrEqualTo(2);
        client.get("/session.json", fresh);
        execute(outage);
        Map<String, String> request = request();
        Await.until(() -> client.postForm("/session.json", request()).status() == 503);

        assertThat(client.get("/session.json", fresh).status()).isEqualTo(200);
        assertThat(client.get("/session.json", used).status()).isEqualTo(200);
        Answer refused = client.postForm("/session.json", request);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.body()).isEqualTo("{\"errors\":[\"Service is unavailable\"]}");
        assertThat(client.get("/livez", fresh).status()).isEqualTo(200);
        assertThat(client.get("/readyz", fresh).status()).isEqualTo(200);

        execute(end);
        Await.until(() -> client.postForm("/session.json", request).status() == 201);
        assertThat(client.get("/session.json", used).status()).isEqualTo(200);
    }

    private static void execute(String statement) {
        // on one connection that can end a read-only state
        jdbc.sql(statement).update();
        jdbc.sql("SELECT pg_reload_conf()").query(Boolean.class).single();
    }

    private static Map<String, String> request() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", "92");
        parameters.put("auth_key", "read-only-key");
        parameters.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        parameters.put("nonce", Integer.toString(++nonce));
        return WireClient.signed(parameters, "read-only-secret");
    }
}
