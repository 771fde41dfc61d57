package io.sessionservice.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sessionservice.signature.SignatureAlgorithm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is accepted or refused, without anything that would help to sign one.
 *
 * @param accepted whether a request like this would be accepted now, its nonce apart
 * @param bases the texts that the service takes a signature of, by the spelling of names; passwords are masked
 * @param match what the signature was made with; null when it fits nothing
 * @param hints what is wrong, in plain words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignatureDescriptor(
        long applicationId,
        boolean accepted,
        Map<SpellingUsed, String> bases,
        @Nullable Match match,
        List<String> hints) {

    public enum SpellingUsed {
        AS_SENT,
        SDK
    }

    /** Which of the application's secrets. */
    public enum Generation {
        CURRENT,
        /** The one before the last rotation, within its grace time. */
        PREVIOUS,
        /** The one before the last rotation, whose grace time is over. */
        EXPIRED
    }

    public record Match(SignatureAlgorithm algorithm, Generation generation, SpellingUsed spelling) {}
}
