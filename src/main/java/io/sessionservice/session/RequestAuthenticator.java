package io.sessionservice.session;

import io.sessionservice.application.Application;
import io.sessionservice.application.Applications;
import io.sessionservice.application.KeyLife;
import io.sessionservice.platform.Beat;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.ConstantTime;
import io.sessionservice.signature.SignatureAlgorithm;
import io.sessionservice.signature.SignatureVerifier;
import io.sessionservice.signature.TimestampWindow;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Whether a request comes from its application: cheap and pure checks first, and nothing is written. */
@Component
class RequestAuthenticator {

    private final Applications applications;
    private final TimestampWindow window;
    private final SignatureVerifier verifier;
    private final SessionMetrics metrics;
    private final KeyLife keyLife;
    private final SignatureProperties properties;

    RequestAuthenticator(
            Applications applications,
            TimestampWindow window,
            SignatureVerifier verifier,
            SessionMetrics metrics,
            KeyLife keyLife,
            SignatureProperties properties) {
        this.applications = applications;
        this.window = window;
        this.verifier = verifier;
        this.metrics = metrics;
        this.keyLife = keyLife;
        this.properties = properties;
    }

    /**
     * The application that signed the request, as it was within the last ten minutes; whoever acts on it checks its version.
     *
     * @throws RequestRefusedException as {@link #authenticateNow}: nobody is refused for what has changed meanwhile
     */
    Application authenticate(CreateSession request, Instant now) {
        return applications
                .findCached(request.applicationId())
                .filter(application -> hasKey(application, request)
                        && window.contains(request.timestamp(), now)
                        && isSignedBy(application, request, now))
                .orElseGet(() -> authenticateNow(request, now));
    }

    /**
     * The application that signed the request, as it is now.
     *
     * @throws RequestRefusedException with the first of UNKNOWN_APPLICATION, TIMESTAMP_OUT_OF_WINDOW and SIGNATURE_MISMATCH
     *     that applies
     */
    Application authenticateNow(CreateSession request, Instant now) {
        long begin = System.nanoTime();
        Application application = applications
                .findActiveNow(request.applicationId())
                .filter(found -> hasKey(found, request))
                .orElseThrow(() -> unknown(begin));
        require(window.contains(request.timestamp(), now), RefusalReason.TIMESTAMP_OUT_OF_WINDOW);
        require(isSignedBy(application, request, now), RefusalReason.SIGNATURE_MISMATCH);
        return application;
    }

    /** No such application, or the wrong key for it: neither the answer nor its time tells which. */
    private RequestRefusedException unknown(long begin) {
        Beat.await(begin, properties.unknownApplicationBeat());
        return new RequestRefusedException(RefusalReason.UNKNOWN_APPLICATION);
    }

    private static boolean hasKey(Application application, CreateSession request) {
        return ConstantTime.equal(
                application.authKey().value(), request.authKey().value());
    }

    private boolean isSignedBy(Application application, CreateSession request, Instant now) {
        SignatureAlgorithm algorithm = request.signedRequest().algorithm().orElse(null);
        if (algorithm == null || !application.algorithms().contains(algorithm)) {
            return false;
        }
        for (AuthSecret secret : application.liveAuthSecrets(now)) {
            if (verifier.matches(request.signedRequest(), secret)) {
                metrics.signatureAccepted(algorithm, secret == application.authSecret());
                keyLife.used(application, secret, now);
                return true;
            }
        }
        return false;
    }

    private static void require(boolean condition, RefusalReason otherwise) {
        if (!condition) {
            throw new RequestRefusedException(otherwise);
        }
    }
}
