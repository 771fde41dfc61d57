package io.sessionservice.faults;

import java.util.Map;
import java.util.stream.Stream;

/** What belongs to an application: a user, and a session of it. */
record Owned(
        FaultApplication application,
        String token,
        String id,
        String publicId,
        long userId,
        String login,
        String password) {

    static Owned of(GuardedReplica replica, FaultApplication application) {
        String login = "victim-" + application.id();
        register(replica, application, login, FaultApplication.PASSWORD);
        String token = logIn(replica, application, login, FaultApplication.PASSWORD);
        Answer session = replica.ask("192.0.2.4", WireRequest.get("/session.json", token));
        return new Owned(
                application,
                token,
                session.json().get("id").toString(),
                session.json().get("_id").asString(),
                session.userId(),
                login,
                FaultApplication.PASSWORD);
    }

    Owned thatDoesNotExist() {
        return new Owned(
                new FaultApplication("1999999999", "no key", "no secret"),
                "0123456789abcdef0123456789abcdef01234567",
                "1999999999",
                "none",
                1_999_999_999,
                "nobody-at-all",
                "no password");
    }

    boolean leaksInto(Answer answer) {
        String all = answer.headers() + answer.body();
        return Stream.of(
                        token,
                        publicId,
                        login,
                        application.authKey(),
                        application.authSecret(),
                        "\"id\":" + id + ",",
                        "\"user_id\":" + userId + ",")
                .anyMatch(all::contains);
    }

    static void register(GuardedReplica replica, FaultApplication application, String login, String password) {
        int status = FaultApplication.admin(replica.process())
                .post(
                        "/users",
                        "{\"applicationId\":%s,\"login\":\"%s\",\"password\":\"%s\"}"
                                .formatted(application.id(), login, password))
                .status();
        if (status >= 300) {
            throw new AssertionError(login + ": " + status);
        }
    }

    /** The token of a session of this user. */
    static String logIn(GuardedReplica replica, FaultApplication application, String login, String password) {
        String token = replica.ask("192.0.2.5", application.create()).token();
        Answer answer = replica.ask(
                "192.0.2.5", WireRequest.form("/login.json", token, Map.of("login", login, "password", password)));
        if (answer.status() != 202) {
            throw new AssertionError(login + ": " + answer);
        }
        return token;
    }
}
