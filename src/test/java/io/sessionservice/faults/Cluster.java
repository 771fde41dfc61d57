package io.sessionservice.faults;

import java.util.List;
import java.util.stream.IntStream;

/** Three replicas on one PostgreSQL, started once for the trials that leave them as they were. */
final class Cluster {

    private static final int REPLICAS = 3;

    private static final class Shared {
        static final Cluster CLUSTER = new Cluster();
    }

    private final PostgresProcess postgres = PostgresProcess.start();
    private final List<ReplicaProcess> replicas = IntStream.range(0, REPLICAS)
            .mapToObj(i -> ReplicaProcess.launch(postgres.url()))
            .toList();

    private Cluster() {}

    /** All of it alive and ready, whatever the trial before has left. To be called within a trial, whose row tells if it fails. */
    static Cluster shared() {
        Cluster cluster = Shared.CLUSTER;
        cluster.postgres.heal();
        cluster.replicas.stream().filter(replica -> !replica.isAlive()).forEach(ReplicaProcess::start);
        cluster.replicas.forEach(ReplicaProcess::awaitReady);
        return cluster;
    }

    PostgresProcess postgres() {
        return postgres;
    }

    List<ReplicaProcess> replicas() {
        return replicas;
    }

    ReplicaProcess replica(int number) {
        return replicas.get(number);
    }

    List<Integer> ports() {
        return replicas.stream().map(ReplicaProcess::port).toList();
    }

    FaultApplication register() {
        return FaultApplication.register(replicas.getFirst());
    }

    /** One request to one replica, on a connection of its own. */
    static Answer ask(ReplicaProcess replica, byte[] request) {
        try (LoadClient client = new LoadClient(replica.port(), new Tally())) {
            return client.send(request);
        }
    }
}
