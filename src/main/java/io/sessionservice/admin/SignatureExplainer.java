package io.sessionservice.admin;

import io.sessionservice.admin.SignatureDescriptor.Generation;
import io.sessionservice.admin.SignatureDescriptor.Match;
import io.sessionservice.admin.SignatureDescriptor.SpellingUsed;
import io.sessionservice.application.Application;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.Applications;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.ConstantTime;
import io.sessionservice.signature.SentParameters;
import io.sessionservice.signature.SignatureAlgorithm;
import io.sessionservice.signature.SignatureDiagnosis;
import io.sessionservice.signature.SignatureVerifier;
import io.sessionservice.signature.SignedParameter;
import io.sessionservice.signature.SignedRequest;
import io.sessionservice.signature.SigningMistake;
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
    private final RequestHints request;

    SignatureExplainer(Applications applications, SignatureVerifier verifier, RequestHints request) {
        this.applications = applications;
        this.verifier = verifier;
        this.request = request;
    }

    /** @throws java.util.NoSuchElementException when there is no such application */
    SignatureDescriptor explain(ApplicationId id, SentParameters sent, Instant now) {
        Application application = applications.find(id).orElseThrow();
        Match match = match(application, sent, now);
        Set<String> hints = new LinkedHashSet<>();
        request.addOfApplication(application, sent, hints);
        request.addOfTimestamp(sent, now, hints);
        addOfSignature(application, sent, match, hints);
        boolean accepted = hints.isEmpty();
        request.addOfNonce(application, sent, hints);
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

    private static void addOfSignature(
            Application application, SentParameters sent, @Nullable Match match, Set<String> hints) {
        String key = sent.find("authKey").orElse("");
        if (secrets(application).stream().anyMatch(secret -> ConstantTime.equal(secret.value(), key))) {
            hints.add(SignatureHints.of(SigningMistake.KEY_AND_SECRET_SWAPPED));
        }
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
}
