package io.sessionservice.faults;

import io.sessionservice.openapi.OpenApiDocument;
import io.sessionservice.openapi.OpenApiDocument.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** What one application, one log and one dump may not know of others. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.MethodName.class)
class IsolationFaults {

    @Test
    void f19PlantedSecrets() {
        ReliabilityReport.measure(
                "F19",
                "planted secrets, tokens and passwords",
                "found in no log, metric, actuator answer, table or file of PostgreSQL",
                finding -> {
                    try (PlantedSecrets planted = PlantedSecrets.plant()) {
                        Map<String, Long> found = new TreeMap<>();
                        planted.places().forEach((place, bytes) -> {
                            planted.found(bytes).forEach(secret -> found.merge(secret + " in " + place, 1L, Long::sum));
                        });
                        finding.did(
                                "%d secrets planted and used in good and in bad ways, PostgreSQL killed in between;"
                                        + " searched in %d places: %s",
                                planted.count(),
                                planted.places().size(),
                                planted.places().keySet());
                        finding.checkNone("found", List.copyOf(found.keySet()));
                        finding.check("the search itself finds the application's name", planted.findsWhatMayBeFound());
                    }
                });
    }

    @Test
    void f23OneApplicationAgainstAnother() {
        ReliabilityReport.measure(
                "F23",
                "one application's token, ids and user in the hands of another",
                "on every route the answer of what does not exist; nothing leaks, nothing changes",
                finding -> {
                    GuardedReplica replica = GuardedReplica.shared();
                    Owned victim = Owned.of(replica, replica.register());
                    FaultApplication other = replica.register();
                    List<String> differences = new ArrayList<>();
                    int requests = 0;
                    List<Operation> operations =
                            OpenApiDocument.committed("public").operations().toList();
                    for (Operation operation : operations) {
                        for (Function<Owned, byte[]> attempt : Attempts.on(operation, replica, other)) {
                            Answer about = replica.ask("192.0.2.3", attempt.apply(victim));
                            Answer nothing = replica.ask("192.0.2.3", attempt.apply(victim.thatDoesNotExist()));
                            requests++;
                            if (!normal(about).equals(normal(nothing)) || victim.leaksInto(about)) {
                                differences.add(operation.method() + " " + operation.path() + ": " + normal(about)
                                        + " and " + normal(nothing));
                            }
                        }
                    }
                    finding.did(
                            "for each of the %d operations of docs/openapi/public.yaml, with the other application's"
                                    + " credentials, what is the first one's: token, session id, user's name and password,"
                                    + " application id (%d requests), each beside the same with what nobody has",
                            operations.size(), requests);
                    finding.checkNone("answered otherwise than what does not exist", differences);
                    Answer still = replica.ask("192.0.2.3", WireRequest.get("/session.json", victim.token()));
                    finding.check(
                            "the session afterwards %d, of the same user".formatted(still.status()),
                            still.status() == 200 && still.userId() == victim.userId());
                });
    }

    /** Without what differs from one answer to the next: the ids and times of the asker's own session. */
    private static String normal(Answer answer) {
        return answer.status() + " "
                + answer.body()
                        .replaceAll("\"(created_at|updated_at|expires_at|incident)\":\"[^\"]*\"", "\"$1\":…")
                        .replaceAll("\"(_id|token)\":\"[0-9a-f]{40}\"", "\"$1\":…")
                        .replaceAll("\"(id|nonce|ts|user_id)\":\\d+", "\"$1\":…");
    }
}
