package io.sessionservice.faults;

import java.util.Arrays;

/** One replica as in production, with its limits, behind a proxy that is believed; and a PostgreSQL of its own. */
final class GuardedReplica {

    private static final class Shared {
        static final GuardedReplica REPLICA = new GuardedReplica();
    }

    private final PostgresProcess postgres = PostgresProcess.start();
    private final ReplicaProcess replica = launch(postgres.url()).awaitReady();

    private GuardedReplica() {}

    /** The one that trials share, ready. To be called within a trial, whose row tells if it fails. */
    static GuardedReplica shared() {
        return Shared.REPLICA;
    }

    static ReplicaProcess launch(String url, String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 2);
        all[settings.length] = "sessions.limits.enabled=true";
        all[settings.length + 1] = "server.forward-headers-strategy=native";
        return ReplicaProcess.launchCompiling(url, all);
    }

    PostgresProcess postgres() {
        return postgres;
    }

    ReplicaProcess process() {
        return replica;
    }

    int port() {
        return replica.port();
    }

    FaultApplication register() {
        return FaultApplication.register(replica);
    }

    /** One request on a connection of its own, from this address. */
    Answer ask(String address, byte[] request) {
        return Cluster.ask(replica, Forwarded.from(address, request));
    }
}
