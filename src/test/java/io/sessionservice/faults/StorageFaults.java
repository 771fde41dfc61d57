package io.sessionservice.faults;

import io.sessionservice.support.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** A PostgreSQL that takes no writes. */
@TestMethodOrder(MethodOrderer.MethodName.class)
@Timeout(900)
class StorageFaults {

    private static final String TARGET = "reads go on, creates are 503, and it recovers without a restart";
    private static final int ROUNDS = 150;

    @Test
    void f28ReadOnly() {
        ReliabilityReport.measure("F28", "PostgreSQL is read-only", TARGET, finding -> {
            finding.did("`default_transaction_read_only` on under 3 replicas that serve, and off again");
            Cluster cluster = Cluster.shared();
            FaultApplication application = cluster.register();
            String token = Cluster.ask(cluster.replica(0), application.create()).token();
            readOnly(cluster, "on");
            try {
                refusesCreatesAlone(finding, cluster.replicas(), application, token);
            } finally {
                readOnly(cluster, "off");
            }
            recovers(finding, cluster.replicas(), application);
        });
    }

    private static void readOnly(Cluster cluster, String value) {
        PostgresProcess.execute(
                cluster.postgres().url(),
                "SET default_transaction_read_only = off",
                "ALTER SYSTEM SET default_transaction_read_only = " + value,
                "SELECT pg_reload_conf()");
    }

    @Test
    void f28DiskFull() {
        ReliabilityReport.measure("F28d", "the disk of PostgreSQL's data is full", TARGET, finding -> {
            finding.did(
                    "a database in a tablespace on a file system of 48 MiB, filled to the last byte under a replica that serves, and freed again; the log (WAL) is elsewhere, for with its disk full PostgreSQL ends itself, which is F1");
            Path disk = Files.createTempDirectory("faults-disk");
            ReliabilityReport.skipUnless(mount(disk), "no file system can be mounted here (needs root)");
            try {
                fill(finding, disk);
            } finally {
                Run.command("umount", "--lazy", disk.toString());
            }
        });
    }

    private static boolean mount(Path disk) {
        try {
            Run.command("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", disk.toString());
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static void fill(Finding finding, Path disk) throws IOException {
        PostgresProcess postgres = Cluster.shared().postgres();
        Path folder = Files.createDirectory(disk.resolve("tablespace"));
        PostgresProcess.execute(
                postgres.url(),
                "CREATE TABLESPACE small LOCATION '" + folder + "'",
                "CREATE DATABASE small TABLESPACE small");
        try (ReplicaProcess replica =
                ReplicaProcess.launch(postgres.url("small")).awaitReady()) {
            FaultApplication application = FaultApplication.register(replica);
            String token = Cluster.ask(replica, application.create()).token();
            Path filler = disk.resolve("filler");
            fillUp(filler);
            refusesCreatesAlone(finding, List.of(replica), application, token);
            Files.delete(filler);
            recovers(finding, List.of(replica), application);
        } finally {
            PostgresProcess.execute(postgres.url(), "DROP DATABASE small WITH (FORCE)", "DROP TABLESPACE small");
        }
    }

    private static void fillUp(Path filler) {
        byte[] block = new byte[4096];
        try (var out = Files.newOutputStream(filler, StandardOpenOption.CREATE_NEW)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // no space left
        }
    }

    private static void refusesCreatesAlone(
            Finding finding, List<ReplicaProcess> replicas, FaultApplication application, String token) {
        // pages with room are written to until they are full, and connections hear of a setting when they are next used
        replicas.forEach(replica ->
                Await.until(() -> Cluster.ask(replica, application.create()).status() != 201));
        Tally reads = new Tally();
        Tally creates = new Tally();
        for (ReplicaProcess replica : replicas) {
            try (LoadClient reader = new LoadClient(replica.port(), reads);
                    LoadClient creator = new LoadClient(replica.port(), creates)) {
                IntStream.range(0, ROUNDS).forEach(round -> {
                    reader.send(WireRequest.get("/session.json", token));
                    creator.send(application.create());
                });
            }
        }
        finding.check("reads " + reads.statuses(), reads.good() == reads.size());
        finding.check("creates " + creates.statuses(), creates.comeAgain() == creates.size());
    }

    private static void recovers(Finding finding, List<ReplicaProcess> replicas, FaultApplication application) {
        long start = System.nanoTime();
        replicas.forEach(replica ->
                Await.until(() -> Cluster.ask(replica, application.create()).status() == 201));
        finding.checkAtMost("201 again after", Waiting.since(start), Duration.ofSeconds(5));
    }
}
