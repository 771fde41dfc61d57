package io.sessionservice.user;

import static io.sessionservice.support.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionservice.refusal.RefusalReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.security.crypto.password.PasswordEncoder;

/** One thread and one place to wait; the encoder holds the thread until the test lets go. */
@Timeout(20)
class PasswordHashingTests {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(250);

    private final BlockingEncoder encoder = new BlockingEncoder();
    private final List<PasswordHashing> opened = new CopyOnWriteArrayList<>();

    @AfterEach
    void letGo() {
        encoder.letGo();
        opened.forEach(PasswordHashing::close);
    }

    @Test
    void matchesAndEncodesByTheEncoder() {
        encoder.letGo();
        PasswordHashing hashing = hashing(LONG);

        assertThat(hashing.encode("pass-word")).isEqualTo("encoded pass-word");
        assertThat(hashing.matches("pass-word", "encoded pass-word")).isTrue();
        assertThat(hashing.matches("other", "encoded pass-word")).isFalse();
    }

    @Test
    void refusesOneMoreThanMayWait() {
        PasswordHashing hashing = hashing(LONG);
        Login running = new Login(hashing, "running");
        encoder.awaitStart();
        Login waiting = new Login(hashing, "waiting");
        waiting.awaitTurn();

        assertUnavailable(() -> hashing.matches("one more", "encoded one more"));

        encoder.letGo();
        assertThat(running.result()).isTrue();
        assertThat(waiting.result()).isTrue();
        assertThat(encoder.hashed).containsExactly("running", "waiting");
    }

    @Test
    void refusesWhatTakesTooLong() {
        PasswordHashing hashing = hashing(SHORT);

        assertUnavailable(() -> hashing.matches("slow", "encoded slow"));
    }

    @Test
    void refusesWhatWaitsTooLong() {
        PasswordHashing hashing = hashing(SHORT);
        assertUnavailable(() -> hashing.matches("slow", "encoded slow"));

        assertUnavailable(() -> hashing.matches("waiting", "encoded waiting"));

        encoder.letGo();
        hashing.matches("last", "encoded last");
        assertThat(encoder.hashed).containsExactly("slow", "last");
    }

    @Test
    void givesThePlaceOfAnAbandonedLoginToTheNext() {
        PasswordHashing hashing = hashing(LONG);
        Login running = new Login(hashing, "running");
        encoder.awaitStart();
        Login abandoned = new Login(hashing, "abandoned");
        abandoned.awaitTurn();
        abandoned.interrupt();
        assertUnavailable(abandoned::result);

        Login next = new Login(hashing, "next");
        next.awaitTurn();

        encoder.letGo();
        assertThat(running.result()).isTrue();
        assertThat(next.result()).isTrue();
        assertThat(encoder.hashed).containsExactly("running", "next");
    }

    @Test
    void leavesInterruptedThreadInterrupted() {
        PasswordHashing hashing = hashing(LONG);
        Thread.currentThread().interrupt();

        assertUnavailable(() -> hashing.matches("pass-word", "encoded pass-word"));

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void worksAgainAfterTheStorm() {
        PasswordHashing hashing = hashing(SHORT);
        for (int i = 0; i < 3; i++) {
            assertUnavailable(() -> hashing.matches("storm", "encoded storm"));
        }

        encoder.letGo();

        assertThat(hashing.matches("after", "encoded after")).isTrue();
    }

    @Test
    void passesOnWhatTheEncoderThrows() {
        PasswordEncoder broken = new BlockingEncoder() {
            @Override
            public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
                throw new IllegalArgumentException("no such encoding");
            }
        };

        try (PasswordHashing hashing = new PasswordHashing(broken, new HashingProperties(1, 1, LONG, Duration.ZERO))) {
            assertThatThrownBy(() -> hashing.matches("pass-word", "{unknown}hash"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no such encoding");
        }
    }

    @Test
    void leavesOneProcessorToOthersUnlessTold() {
        assertThat(new HashingProperties(0, 1, LONG, Duration.ZERO).threadsOr(8))
                .isEqualTo(7);
        assertThat(new HashingProperties(0, 1, LONG, Duration.ZERO).threadsOr(1))
                .isEqualTo(1);
        assertThat(new HashingProperties(3, 1, LONG, Duration.ZERO).threadsOr(8))
                .isEqualTo(3);
    }

    private PasswordHashing hashing(Duration maxWait) {
        PasswordHashing hashing = new PasswordHashing(encoder, new HashingProperties(1, 1, maxWait, Duration.ZERO));
        opened.add(hashing);
        return hashing;
    }

    private static void assertUnavailable(ThrowingCallable login) {
        assertRefused(RefusalReason.UNAVAILABLE, login);
    }

    /** A login on a thread of its own. */
    private static final class Login {

        private final CompletableFuture<Boolean> result = new CompletableFuture<>();
        private final Thread thread;

        Login(PasswordHashing hashing, String password) {
            thread = Thread.ofPlatform().daemon().start(() -> {
                try {
                    result.complete(hashing.matches(password, "encoded " + password));
                } catch (RuntimeException e) {
                    result.completeExceptionally(e);
                }
            });
        }

        /** Until the login waits for its hash, or has been turned away. */
        void awaitTurn() {
            while (thread.getState() != Thread.State.TIMED_WAITING && !result.isDone()) {
                Thread.onSpinWait();
            }
        }

        void interrupt() {
            thread.interrupt();
        }

        boolean result() {
            try {
                return result.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }

    /** As slow as the test wants, and as deaf to interrupts as bcrypt. */
    private static class BlockingEncoder implements PasswordEncoder {

        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final List<String> hashed = new CopyOnWriteArrayList<>();

        void awaitStart() {
            awaitUninterruptibly(started);
        }

        void letGo() {
            release.countDown();
        }

        @Override
        public String encode(@Nullable CharSequence password) {
            hash(password);
            return "encoded " + password;
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
            hash(password);
            return ("encoded " + password).equals(encoded);
        }

        private void hash(@Nullable CharSequence password) {
            hashed.add(String.valueOf(password));
            started.countDown();
            awaitUninterruptibly(release);
        }

        private static void awaitUninterruptibly(CountDownLatch latch) {
            boolean interrupted = false;
            while (true) {
                try {
                    latch.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
