package io.sessionservice.wire;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/** Tomcat's HTTP without {@link SlowSenders}. Public for Tomcat, which makes it by its name. */
public class PunctualHttp extends Http11NioProtocol {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final SlowSenders senders;
    private @Nullable ScheduledFuture<?> looks;

    public PunctualHttp() {
        this(new SlowSenders());
    }

    private PunctualHttp(SlowSenders senders) {
        super(senders);
        this.senders = senders;
    }

    void setReceiveTimeout(Duration timeout) {
        senders.setTimeout(timeout);
    }

    @Override
    public void start() throws Exception {
        super.start();
        looks = getUtilityExecutor()
                .scheduleWithFixedDelay(
                        () -> senders.endThem(System.nanoTime()),
                        LOOK_EVERY.toMillis(),
                        LOOK_EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (looks != null) {
            looks.cancel(false);
        }
        super.stop();
    }
}
