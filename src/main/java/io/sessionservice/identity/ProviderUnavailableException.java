package io.sessionservice.identity;

import org.jspecify.annotations.Nullable;

/**
 * A provider could not be asked, or what it answered is no answer. The message is for operators and holds nothing that was sent.
 */
class ProviderUnavailableException extends Exception {

    private final boolean called;

    ProviderUnavailableException(String message) {
        super(message);
        this.called = true;
    }

    private ProviderUnavailableException(String message, boolean called) {
        super(message);
        this.called = called;
    }

    /** A bound was reached, and the provider was not called. */
    static ProviderUnavailableException notCalled(String message) {
        return new ProviderUnavailableException(message, false);
    }

    /** Keys cannot be had. */
    static ProviderUnavailableException noKeys(String message, @Nullable Throwable cause) {
        return new ProviderUnavailableException(
                message, cause instanceof ProviderUnavailableException known && known.called);
    }

    /** Whether something was learnt about the provider: clients can bring about the other kind at any rate. */
    boolean isNews() {
        return called;
    }
}
