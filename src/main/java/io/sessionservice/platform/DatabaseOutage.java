package io.sessionservice.platform;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away, overloaded or read-only from a fault of ours. */
public final class DatabaseOutage {

    /**
     * SQLSTATE classes that pass by themselves: connection, transaction rollback, insufficient resources, operator
     * intervention (shutdown, cancelled by timeout), system error. PostgreSQL manual, appendix A.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57", "58");

    /** Read-only transaction; lock not available. */
    private static final Set<String> TRANSIENT_STATES = Set.of("25006", "55P03");

    private DatabaseOutage() {}

    /** Whether the failure, or one that caused it, says that the database cannot serve now but may later. */
    public static boolean causes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isOutage(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(SQLException e) {
        if (e instanceof SQLTransientException || e instanceof SQLRecoverableException) {
            return true;
        }
        @Nullable String state = e.getSQLState();
        return state != null
                && (TRANSIENT_STATES.contains(state)
                        || (state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2))));
    }
}
