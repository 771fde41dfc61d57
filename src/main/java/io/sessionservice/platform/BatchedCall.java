package io.sessionservice.platform;

import io.micrometer.tracing.Span;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One caller's question, and the caller, who waits. */
final class BatchedCall<Q, A extends @Nullable Object> {

    private final Q question;
    private final @Nullable Span request;
    private final Thread caller = Thread.currentThread();
    private @Nullable A answer;
    private @Nullable Throwable failure;
    private volatile boolean done;

    /** @param request the span of the request that asks, if it is traced */
    BatchedCall(Q question, @Nullable Span request) {
        this.question = question;
        this.request = request;
    }

    Q question() {
        return question;
    }

    @Nullable
    Span request() {
        return request;
    }

    void complete(A answer) {
        this.answer = answer;
        end();
    }

    void fail(Throwable failure) {
        this.failure = failure;
        end();
    }

    private void end() {
        done = true;
        if (Thread.currentThread() != caller) {
            LockSupport.unpark(caller);
        }
    }

    /** Waits without a timeout of its own: the work has timeouts, and ends every call. An interrupt is kept for later. */
    A await() {
        boolean interrupted = false;
        while (!done) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof OverloadedException) {
            throw new OverloadedException();
        }
        if (failure != null) {
            throw new BatchFailedException(failure);
        }
        return castAnswer();
    }

    /** Null only where A itself may be null. */
    @SuppressWarnings("NullAway")
    private A castAnswer() {
        return answer;
    }
}
