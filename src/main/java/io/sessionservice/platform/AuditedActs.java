package io.sessionservice.platform;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Does what operators want done, and writes it down in the same commit: both have happened, or neither has. */
@Component
public class AuditedActs {

    private final TransactionOperations transactions;
    private final AuditTrail audit;

    AuditedActs(TransactionOperations transactions, AuditTrail audit) {
        this.transactions = transactions;
        this.audit = audit;
    }

    /**
     * Performs one act.
     *
     * @param act holds a connection from its beginning: what takes time is done before
     */
    public <T> T perform(Supplier<T> act, Function<T, AuditEntry> entry) {
        return Objects.requireNonNull(transactions.execute(status -> {
            T done = act.get();
            audit.recordWithin(entry.apply(done));
            return done;
        }));
    }

    /** Performs an act that gives a new row its id; as {@link GeneratedIds#insert}, each try in a transaction of its own. */
    public <T> T performInsert(Supplier<@Nullable Long> draw, LongFunction<T> act, Function<T, AuditEntry> entry) {
        return GeneratedIds.insert(draw, id -> perform(() -> act.apply(id), entry));
    }
}
