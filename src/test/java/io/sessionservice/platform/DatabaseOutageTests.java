package io.sessionservice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseOutageTests {

    @ParameterizedTest
    @CsvSource({
        "08000, connection exception",
        "08006, connection failure",
        "25006, read-only transaction",
        "40001, serialization failure",
        "40P01, deadlock",
        "53300, too many connections",
        "55P03, lock not available",
        "57014, cancelled by statement timeout",
        "57P01, shutdown by an administrator",
        "57P03, starting up",
        "58030, input or output failed",
    })
    void causesStatesThatPass(String state) {
        assertThat(DatabaseOutage.causes(new SQLException("no matter", state))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "22001, text too long",
        "22021, NUL in a text",
        "23505, unique violation",
        "23514, check violation",
        "25P02, statement in a failed transaction",
        "28P01, wrong password",
        "42P01, no such table",
        "55000, object not in the right state",
        "08, no state at all",
        "'', no state at all",
    })
    void doesNotCauseStatesThatStay(String state) {
        assertThat(DatabaseOutage.causes(new SQLException("no matter", state))).isFalse();
    }

    @Test
    void causesFailureBehindThatOfItsRollback() {
        TransactionSystemException rollback =
                new TransactionSystemException("no matter", new SQLException("no matter"));
        assertThat(DatabaseOutage.causes(rollback)).isFalse();
        rollback.initApplicationException(
                new DataAccessResourceFailureException("no matter", new SQLException("no matter", "08006")));
        assertThat(DatabaseOutage.causes(rollback)).isTrue();
    }

    @Test
    void causesAConnectionThatThePoolHasClosedWhileItWasLent() {
        assertThat(DatabaseOutage.causes(
                        new JpaSystemException(new RuntimeException(new SQLException("Connection is closed")))))
                .isTrue();
    }

    @Test
    void doesNotCauseFailureWithoutState() {
        assertThat(DatabaseOutage.causes(new SQLException("no matter"))).isFalse();
    }

    @Test
    void causesTransientAndRecoverableFailuresWithoutState() {
        // what Hikari throws when no connection comes free
        assertThat(DatabaseOutage.causes(new SQLTransientConnectionException("no connection in time")))
                .isTrue();
        assertThat(DatabaseOutage.causes(new SQLTimeoutException("no answer in time")))
                .isTrue();
        assertThat(DatabaseOutage.causes(new SQLRecoverableException("connect again")))
                .isTrue();
    }

    @Test
    void isFoundBeneathOtherFailures() {
        SQLException away = new SQLNonTransientConnectionException("refused", "08001");

        assertThat(DatabaseOutage.causes(new DataAccessResourceFailureException(
                        "no matter", new CannotCreateTransactionException("no matter", away))))
                .isTrue();
    }

    @Test
    void isFoundAboveItsOwnCause() {
        SQLException away = new SQLException("no matter", "08006", new IOException("connection reset"));

        assertThat(DatabaseOutage.causes(away)).isTrue();
    }

    @Test
    void doesNotCauseFailuresOfOtherKinds() {
        assertThat(DatabaseOutage.causes(new IllegalStateException(new IOException("connection reset"))))
                .isFalse();
    }
}
