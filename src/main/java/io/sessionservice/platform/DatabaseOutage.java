package io.sessionservice.platform;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database that is away, overloaded or read-only from a fault of ours. */
public final class DatabaseOutage {

    /**
     * SQLSTATE classes that pass by themselves: connection, transaction rollback, insufficient resources, operator
     * intervention (shutdown, cancelled by timeout), system error. PostgreSQL manual, appendix A.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57", "58");

    /** Read-only transaction; lock not available. */
    private static final Set<String> TRANSIENT_STATES = Set.of("25006", "55P03");

    /**
     * Shut down by its administrator, crashed, starting up, out of connections, memory or disk; read-only; or so slow that a
     * statement was cancelled (57014), which each of many would be in its turn.
     */
    private static final Set<String> AWAY_STATES =
            Set.of("57P01", "57P02", "57P03", "53300", "53100", "53200", "25006", "57014");

    /** HikariCP's words, without a state, for a connection that broke while it was lent: a rollback on it fails so. */
    private static final String BROKEN_WHILE_LENT = "Connection is closed";

    private DatabaseOutage() {}

    /** Whether the failure, or one that caused it, says that the database cannot serve now but may later. */
    public static boolean causes(Throwable failure) {
        return anyCause(failure, DatabaseOutage::isOutage);
    }

    /** Whether the next statement of the kind would fare no better now, so that none needs to be tried. */
    static boolean isAway(Throwable failure) {
        return anyCause(failure, DatabaseOutage::isHopeless);
    }

    private static boolean anyCause(Throwable failure, Predicate<SQLException> test) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && test.test(sql)) {
                return true;
            }
            if (cause instanceof TransactionSystemException rollback && brokeOff(rollback, test)) {
                return true;
            }
        }
        return false;
    }

    /** A rollback on a connection that is gone fails too, and stands in front of what it was for. */
    private static boolean brokeOff(TransactionSystemException rollback, Predicate<SQLException> test) {
        Throwable first = rollback.getApplicationException();
        return first != null && anyCause(first, test);
    }

    private static boolean isOutage(SQLException e) {
        return e instanceof SQLTransientException
                || isHopeless(e)
                || TRANSIENT_STATES.contains(state(e))
                || TRANSIENT_CLASSES.contains(stateClass(e));
    }

    private static boolean isHopeless(SQLException e) {
        return e instanceof SQLTransientConnectionException
                || e instanceof SQLRecoverableException
                || AWAY_STATES.contains(state(e))
                || stateClass(e).equals("08")
                || e.getSQLState() == null && BROKEN_WHILE_LENT.equals(e.getMessage());
    }

    private static String state(SQLException e) {
        return Objects.toString(e.getSQLState(), "");
    }

    private static String stateClass(SQLException e) {
        String state = state(e);
        return state.length() == 5 ? state.substring(0, 2) : "";
    }
}
