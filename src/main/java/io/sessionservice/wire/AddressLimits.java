package io.sessionservice.wire;

import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.ClientNetwork;
import io.sessionservice.platform.FailureLimit;
import io.sessionservice.platform.FailureLimits;
import io.sessionservice.platform.LimitsProperties;
import io.sessionservice.refusal.RefusalReason;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/**
 * How often an address may guess: tokens, and signatures. Both are hopeless and only cost work, so the key is the address: auth
 * keys and tokens are of the guesser's choosing. Passwords and auth secrets are limited where they are checked.
 */
@Component
class AddressLimits {

    private final FailureLimit unknownTokens;
    private final FailureLimit failedSignatures;

    AddressLimits(LimitsProperties properties, FailureLimits limits) {
        unknownTokens = limits.make("unknown_tokens", properties.unknownTokensPerAddress(), properties.window());
        failedSignatures =
                limits.make("failed_signatures", properties.failedSignaturesPerAddress(), properties.window());
    }

    /** How long the sender has to wait until such a request is heard; zero when it is heard now. */
    Duration wait(HttpServletRequest request) {
        if (unknownTokens.isQuiet() && failedSignatures.isQuiet()) {
            return Duration.ZERO;
        }
        if (request.getServletPath().startsWith(OAuth2Controller.PATH)) {
            // who is wrong there is limited where its secret is checked
            return Duration.ZERO;
        }
        FailureLimit limit = isSigned(request) ? failedSignatures : unknownTokens;
        return limit.isQuiet() ? Duration.ZERO : limit.wait(ClientNetwork.of(request.getRemoteAddr()));
    }

    /** Counts the refusal against the sender, if it is of a kind that guessing causes. */
    void refused(RefusalReason reason, HttpServletRequest request) {
        switch (reason) {
            case SESSION_NOT_FOUND -> count(unknownTokens, request);
            case UNKNOWN_APPLICATION, TIMESTAMP_OUT_OF_WINDOW, SIGNATURE_MISMATCH -> count(failedSignatures, request);
            default -> {
                // an honest mistake, or not the sender's fault
            }
        }
    }

    private static void count(FailureLimit limit, HttpServletRequest request) {
        String address = request.getRemoteAddr();
        limit.failed(
                ClientNetwork.of(address),
                AuditEntry.of(AuditType.EXCESS_RATE_LIMIT_EXCEEDED, "unknown").from(address));
    }

    /** Opens a session, and so has a signature and no token. */
    private static boolean isSigned(HttpServletRequest request) {
        String path = request.getServletPath();
        return HttpMethod.POST.matches(request.getMethod())
                && (path.equals("/session.json") || path.equals("/session"));
    }
}
