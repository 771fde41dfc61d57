package io.sessionservice.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that open, use, change and revoke sessions, and what they were told is so. */
final class Ledger {

    /** A password hash costs more than a hundred sessions. */
    private static final int LOGIN_EVERY = 100;

    private static final int REVOKE_EVERY = 20;

    private final FaultApplication application;
    private final ReplicaProcess revoker;
    private final AtomicInteger turn = new AtomicInteger();

    private final Set<String> opened = ConcurrentHashMap.newKeySet();
    private final Set<String> loggedIn = ConcurrentHashMap.newKeySet();
    private final Set<String> loggedOut = ConcurrentHashMap.newKeySet();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    /** @param revoker through whose management port sessions are revoked */
    Ledger(FaultApplication application, ReplicaProcess revoker) {
        this.application = application;
        this.revoker = revoker;
    }

    /** Opens a session and reads it; now and then one is logged in and perhaps out, or revoked. */
    void live(LoadClient client) {
        Answer created = client.send(application.create());
        if (created.status() != 201) {
            return;
        }
        String token = created.token();
        opened.add(token);
        client.send(WireRequest.get("/session.json", token));
        int number = turn.incrementAndGet();
        if (number % LOGIN_EVERY == 0) {
            logInAndPerhapsOut(client, token, number % (2 * LOGIN_EVERY) == 0);
        } else if (number % REVOKE_EVERY == 1) {
            revoke(created, token);
        }
    }

    void openAndRead(LoadClient client) {
        Answer created = client.send(application.create());
        if (created.status() == 201) {
            opened.add(created.token());
            client.send(WireRequest.get("/session.json", created.token()));
        }
    }

    private void logInAndPerhapsOut(LoadClient client, String token, boolean out) {
        if (client.send(FaultApplication.login(token)).status() != 202) {
            return;
        }
        if (!out) {
            loggedIn.add(token);
        } else if (client.send(WireRequest.delete("/session.json", token)).status() == 200) {
            loggedOut.add(token);
        }
    }

    private void revoke(Answer created, String token) {
        // from here on, without an answer, either is right
        opened.remove(token);
        int status = FaultApplication.admin(revoker)
                .delete("/sessions/" + created.json().get("id"))
                .status();
        if (status / 100 == 2) {
            revoked.add(token);
        }
    }

    int logouts() {
        return loggedOut.size();
    }

    int revocations() {
        return revoked.size();
    }

    String acknowledged() {
        return "%,d sessions, %,d logins, %,d logouts and %,d revocations"
                .formatted(opened.size() + revoked.size(), loggedIn.size(), loggedOut.size(), revoked.size());
    }

    /** What is not as it was acknowledged. */
    List<String> lost(ReplicaProcess replica) {
        List<String> lost = new ArrayList<>();
        try (LoadClient client = new LoadClient(replica.port(), new Tally())) {
            for (String token : opened) {
                Answer answer = client.send(WireRequest.get("/session.json", token));
                if (answer.status() != 200) {
                    lost.add("a session is " + answer.status() + " " + answer.body());
                } else if (loggedIn.contains(token) && answer.userId() == 0) {
                    lost.add("a login is undone");
                } else if (loggedOut.contains(token) && answer.userId() != 0) {
                    lost.add("a logout is undone");
                }
            }
            for (String token : revoked) {
                Answer answer = client.send(WireRequest.get("/session.json", token));
                if (answer.status() != 401) {
                    lost.add("a revoked session is " + answer.status());
                }
            }
        }
        return lost;
    }
}
