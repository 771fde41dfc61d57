package io.sessionservice.admin;

import io.sessionservice.admin.SignatureDescriptor.Generation;
import io.sessionservice.admin.SignatureDescriptor.Match;
import io.sessionservice.admin.SignatureDescriptor.SpellingUsed;
import io.sessionservice.application.Application;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.ApplicationStatus;
import io.sessionservice.application.Applications;
import io.sessionservice.nonce.NonceInspection;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.ConstantTime;
import io.sessionservice.signature.SentParameters;
import io.sessionservice.signature.SignatureAlgorithm;
import io.sessionservice.signature.SignatureDiagnosis;
import io.sessionservice.signature.SignatureVerifier;
import io.sessionservice.signature.SignedParameter;
import io.sessionservice.signature.SignedRequest;
import io.sessionservice.signature.SigningMistake;
import io.sessionservice.signature.TimestampWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Goes through the checks of a request for a session as the service does, and says in plain words where it fails. */
@Component
class SignatureExplainer {

    private final Applications applications;
    private final SignatureVerifier verifier;
    private final TimestampWindow window;
    private final NonceInspection nonces;

    SignatureExplainer(
            Applications applications, SignatureVerifier verifier, TimestampWindow window, NonceInspection nonces) {
        this.applications = applications;
        this.verifier = verifier;
        this.window = window;
        this.nonces = nonces;
    }

    /** @throws java.util.NoSuchElementException when there is no such application */
    SignatureDescriptor explain(ApplicationId id, SentParameters sent, Instant now) {
        Application application = applications.find(id).orElseThrow();
        Match match = match(application, sent, now);
        Set<String> hints = new LinkedHashSet<>();
        checkApplication(application, sent, hints);
        checkTimestamp(sent, now, hints);
        checkSignature(application, sent, match, hints);
        boolean accepted = hints.isEmpty();
        checkNonce(application, sent, hints);
        Map<SpellingUsed, String> bases = new EnumMap<>(SpellingUsed.class);
        readings(sent)
                .forEach((spelling, reading) ->
                        bases.put(spelling, SentParameters.shownBase(reading, secrets(application))));
        return new SignatureDescriptor(id.value(), accepted, bases, match, List.copyOf(hints));
    }

    private static Map<SpellingUsed, List<SignedParameter>> readings(SentParameters sent) {
        Map<SpellingUsed, List<SignedParameter>> readings = new EnumMap<>(SpellingUsed.class);
        readings.put(SpellingUsed.AS_SENT, sent.covered());
        readings.put(SpellingUsed.SDK, sent.coveredAsSdksDo());
        return readings;
    }

    private static List<AuthSecret> secrets(Application application) {
        return application.previousAuthSecret() == null
                ? List.of(application.authSecret())
                : List.of(application.authSecret(), application.previousAuthSecret());
    }

    private @Nullable Match match(Application application, SentParameters sent, Instant now) {
        String signature = sent.signature().orElse("");
        Optional<SignatureAlgorithm> algorithm = SignatureAlgorithm.ofHexDigits(signature.length());
        if (algorithm.isEmpty()) {
            return null;
        }
        for (AuthSecret secret : secrets(application)) {
            for (Map.Entry<SpellingUsed, List<SignedParameter>> reading :
                    readings(sent).entrySet()) {
                if (verifier.matches(new SignedRequest(signature, List.of(reading.getValue())), secret)) {
                    return new Match(algorithm.get(), generation(application, secret, now), reading.getKey());
                }
            }
        }
        return null;
    }

    private static Generation generation(Application application, AuthSecret secret, Instant now) {
        if (secret == application.authSecret()) {
            return Generation.CURRENT;
        }
        return application.liveAuthSecrets(now).contains(secret) ? Generation.PREVIOUS : Generation.EXPIRED;
    }

    private static void checkApplication(Application application, SentParameters sent, Set<String> hints) {
        if (application.status() != ApplicationStatus.ACTIVE) {
            hints.add("The application is suspended.");
        }
        String id = sent.find("applicationId").orElse("");
        if (!id.equals(application.id().toString())) {
            hints.add("The application id that is sent is not " + application.id() + ".");
        }
        String key = sent.find("authKey").orElse("");
        if (secrets(application).stream().anyMatch(secret -> ConstantTime.equal(secret.value(), key))) {
            hints.add(SignatureHints.of(SigningMistake.KEY_AND_SECRET_SWAPPED));
        }
        if (!ConstantTime.equal(application.authKey().value(), key)) {
            hints.add("The auth key that is sent is not this application's.");
        }
    }

    private void checkTimestamp(SentParameters sent, Instant now, Set<String> hints) {
        Long seconds = number(sent, "timestamp", hints);
        if (seconds == null) {
            return;
        }
        // beyond any clock: certainly out of the window, and past what an instant holds
        Instant timestamp = Instant.ofEpochSecond(Math.clamp(seconds, -1_000_000_000_000L, 1_000_000_000_000L));
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

    private static void checkSignature(
            Application application, SentParameters sent, @Nullable Match match, Set<String> hints) {
        String signature = sent.signature().orElse("");
        if (!SignatureDiagnosis.isSignature(signature)) {
            hints.add("The signature must be 40 hex digits (HMAC-SHA1) or 64 (HMAC-SHA256).");
            return;
        }
        SignatureAlgorithm algorithm =
                SignatureAlgorithm.ofHexDigits(signature.length()).orElseThrow();
        if (!application.algorithms().contains(algorithm)) {
            hints.add("The signature is made with %s, and the application allows %s only."
                    .formatted(algorithm, application.algorithms()));
        }
        if (match == null) {
            List<String> found = new ArrayList<>();
            for (AuthSecret secret : secrets(application)) {
                SignatureDiagnosis.mistakes(sent, secret, application.authKey().value())
                        .forEach(mistake -> found.add(SignatureHints.of(mistake)));
            }
            hints.addAll(
                    found.isEmpty()
                            ? List.of(
                                    "The signature fits no secret of this application, and no usual mistake: compare the "
                                            + "signature base with the client's, byte by byte, then the secret.")
                            : found);
        } else if (match.generation() == Generation.EXPIRED) {
            hints.add("The signature is made with the previous secret, whose grace time is over.");
        }
    }

    private void checkNonce(Application application, SentParameters sent, Set<String> hints) {
        Set<String> problems = new LinkedHashSet<>();
        Long nonce = number(sent, "nonce", problems);
        Long timestamp = number(sent, "timestamp", new LinkedHashSet<>());
        hints.addAll(problems);
        if (nonce != null
                && timestamp != null
                && Math.abs(timestamp) < 1_000_000_000_000L
                && nonces.isClaimed(application.id(), Instant.ofEpochSecond(timestamp), nonce)) {
            hints.add(
                    "The nonce has been used with this timestamp: a request like this was accepted once, or its login failed.");
        }
    }

    private static @Nullable Long number(SentParameters sent, String name, Set<String> hints) {
        String text = sent.find(name).orElse("");
        try {
            if (text.matches("-?[0-9]{1,20}")) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // more than 64 bits hold
        }
        hints.add("The " + name + " is missing, or is not an integer of 64 bits.");
        return null;
    }
}
