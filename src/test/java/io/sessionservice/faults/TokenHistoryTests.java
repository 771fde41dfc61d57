package io.sessionservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.faults.TokenHistory.Act;
import io.sessionservice.faults.TokenHistory.State;
import org.junit.jupiter.api.Test;

/** The checker of histories sees a forged one. */
class TokenHistoryTests {

    private final TokenHistory history = new TokenHistory();

    @Test
    void allowsWhatHappens() {
        assertThat(history.read(State.APPLICATION)).isNull();
        assertThat(history.acknowledged(Act.LOGIN)).isNull();
        assertThat(history.read(State.USER)).isNull();
        assertThat(history.acknowledged(Act.LOGOUT)).isNull();
        assertThat(history.read(State.APPLICATION)).isNull();
        assertThat(history.acknowledged(Act.REVOKE)).isNull();
        assertThat(history.read(State.GONE)).isNull();
    }

    @Test
    void seesAUserThatNobodyLoggedIn() {
        assertThat(history.read(State.USER)).isNotNull();
    }

    @Test
    void seesALogoutUndone() {
        history.acknowledged(Act.LOGIN);
        history.acknowledged(Act.LOGOUT);
        assertThat(history.read(State.USER)).isNotNull();
    }

    @Test
    void seesALoginLost() {
        history.acknowledged(Act.LOGIN);
        assertThat(history.read(State.APPLICATION)).isNotNull();
    }

    @Test
    void seesALiveTokenRefused() {
        assertThat(history.read(State.GONE)).isNotNull();
    }

    @Test
    void seesARevokedTokenRise() {
        history.acknowledged(Act.REVOKE);
        assertThat(history.read(State.APPLICATION)).isNotNull();
        assertThat(history.acknowledged(Act.LOGIN)).isNotNull();
    }

    @Test
    void leavesOpenWhatHadNoAnswerUntilItIsSeen() {
        history.unknown(Act.LOGIN);
        assertThat(history.read(State.APPLICATION)).isNull();
        assertThat(history.read(State.USER)).as("late").isNull();
        assertThat(history.read(State.APPLICATION)).as("it happens once").isNotNull();
    }

    @Test
    void letsAnUnansweredActTakeNoEffectAfterTheEnd() {
        history.unknown(Act.LOGIN);
        history.acknowledged(Act.REVOKE);
        assertThat(history.read(State.GONE)).isNull();
        assertThat(history.read(State.USER)).isNotNull();
    }
}
