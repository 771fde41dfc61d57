package io.sessionservice.admin;

import io.sessionservice.application.Application;
import io.sessionservice.application.ApplicationStatus;
import io.sessionservice.nonce.NonceInspection;
import io.sessionservice.signature.ConstantTime;
import io.sessionservice.signature.SentParameters;
import io.sessionservice.signature.TimestampWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is wrong with a request for a session besides its signature, in plain words. */
@Component
class RequestHints {

    /** Beyond it lies no clock, and what an instant holds is not far. */
    private static final long FARTHEST = 1_000_000_000_000L;

    private final TimestampWindow window;
    private final NonceInspection nonces;

    RequestHints(TimestampWindow window, NonceInspection nonces) {
        this.window = window;
        this.nonces = nonces;
    }

    void addOfApplication(Application application, SentParameters sent, Set<String> hints) {
        if (application.status() != ApplicationStatus.ACTIVE) {
            hints.add("The application is suspended.");
        }
        String id = sent.find("applicationId").orElse("");
        if (!id.equals(application.id().toString())) {
            hints.add("The application id that is sent is not " + application.id() + ".");
        }
        if (!ConstantTime.equal(
                application.authKey().value(), sent.find("authKey").orElse(""))) {
            hints.add("The auth key that is sent is not this application's.");
        }
        if (number(sent, "nonce") == null) {
            hints.add("The nonce is missing, or is not an integer of 64 bits.");
        }
    }

    void addOfTimestamp(SentParameters sent, Instant now, Set<String> hints) {
        Long seconds = number(sent, "timestamp");
        if (seconds == null) {
            hints.add("The timestamp is missing, or is not an integer of 64 bits.");
            return;
        }
        Instant timestamp = Instant.ofEpochSecond(Math.clamp(seconds, -FARTHEST, FARTHEST));
        Duration off = Duration.between(timestamp, now);
        if (!window.contains(timestamp, now)) {
            hints.add("The client's clock is off: the timestamp is %d seconds %s, and %d are allowed either way%s"
                    .formatted(
                            off.abs().toSeconds(),
                            off.isNegative() ? "ahead" : "behind",
                            window.width().toSeconds(),
                            isMilliseconds(seconds, now) ? "; it looks like milliseconds." : "."));
        }
    }

    private static boolean isMilliseconds(long value, Instant now) {
        return Math.abs(value / 1000 - now.getEpochSecond())
                < Duration.ofDays(365).toSeconds();
    }

    /** Whether it has been used is a question of its own: a request that was accepted once was signed well. */
    void addOfNonce(Application application, SentParameters sent, Set<String> hints) {
        Long nonce = number(sent, "nonce");
        Long timestamp = number(sent, "timestamp");
        if (nonce != null
                && timestamp != null
                && Math.abs(timestamp) < FARTHEST
                && nonces.isClaimed(application.id(), Instant.ofEpochSecond(timestamp), nonce)) {
            hints.add(
                    "The nonce has been used with this timestamp: a request like this was accepted once, or its login failed.");
        }
    }

    private static @Nullable Long number(SentParameters sent, String name) {
        String text = sent.find(name).orElse("");
        try {
            return text.matches("-?[0-9]{1,20}") ? Long.valueOf(text) : null;
        } catch (NumberFormatException e) {
            // more than 64 bits hold
            return null;
        }
    }
}
