package io.sessionservice.faults;

import io.sessionservice.support.AdminClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is done on one replica is so on another. */
@Timeout(900)
class ActFaults {

    /** An application's, each of them in turn. */
    private static final int ACTS = 5;

    @Test
    void f09DoneHereReadThere() {
        ReliabilityReport.measure(
                "F9", "done on one replica, asked of another", "holds from the next request on", finding -> {
                    int rounds = Scale.of(50);
                    finding.did(
                            "%d times each on one of 3 replicas: logout, revocation of a session, suspension of a user, suspension of an application, rotation of its secret; another, which had just served it, asked at once",
                            rounds);
                    Cluster cluster = Cluster.shared();
                    List<String> late = new ArrayList<>();
                    for (int round = 0; round < rounds; round++) {
                        late.addAll(round(cluster.replica(round % 3), cluster.replica((round + 1 + round % 2) % 3)));
                    }
                    finding.checkNone("of %d acts, late".formatted(rounds * ACTS), late);
                });
    }

    private static List<String> round(ReplicaProcess here, ReplicaProcess there) {
        AdminClient admin = FaultApplication.admin(here);
        FaultApplication application = FaultApplication.register(here);
        List<String> late = new ArrayList<>();

        Answer opened = Cluster.ask(there, application.create());
        String token = opened.token();
        Cluster.ask(there, FaultApplication.login(token));
        long user = read(there, token).userId();
        Cluster.ask(here, WireRequest.delete("/session.json", token));
        if (user == 0 || read(there, token).userId() != 0) {
            late.add("logout");
        }
        admin.delete("/sessions/" + opened.json().get("id"));
        if (read(there, token).status() != 401) {
            late.add("revocation");
        }
        String users = Cluster.ask(there, application.create()).token();
        Cluster.ask(there, FaultApplication.login(users));
        int before = read(there, users).status();
        admin.post("/users/" + user + "/suspend");
        if (before != 200 || read(there, users).status() != 401) {
            late.add("suspension of a user");
        }
        String live = Cluster.ask(there, application.create()).token();
        admin.post("/applications/" + application.id() + "/suspend");
        if (read(there, live).status() != 401
                || Cluster.ask(there, application.create()).status() != 422) {
            late.add("suspension of an application");
        }
        admin.post("/applications/" + application.id() + "/resume");
        int resumed = Cluster.ask(there, application.create()).status();
        admin.post("/applications/" + application.id() + "/rotate-secret", "{\"graceSeconds\":0}");
        if (resumed != 201 || Cluster.ask(there, application.create()).status() != 422) {
            late.add("rotation");
        }
        return late;
    }

    private static Answer read(ReplicaProcess replica, String token) {
        return Cluster.ask(replica, WireRequest.get("/session.json", token));
    }
}
