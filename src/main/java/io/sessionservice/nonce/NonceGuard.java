package io.sessionservice.nonce;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Sees to it that a request is accepted once: of any number of claims on any number of replicas, one succeeds. */
@Component
public class NonceGuard {

    private final NonceRepository repository;

    NonceGuard(NonceRepository repository) {
        this.repository = repository;
    }

    /**
     * Claims the nonce and commits. It stays claimed for as long as its timestamp can be in the window, whatever becomes of the
     * request.
     *
     * @param timestamp of the request, already found inside the window
     * @throws RequestRefusedException with {@link RefusalReason#NONCE_REPLAYED} when it was claimed before
     */
    public void claim(ApplicationId application, Instant timestamp, long nonce) {
        if (repository.claim(NonceSlot.of(timestamp), application.value(), timestamp.getEpochSecond(), nonce) == null) {
            throw new RequestRefusedException(RefusalReason.NONCE_REPLAYED);
        }
    }
}
