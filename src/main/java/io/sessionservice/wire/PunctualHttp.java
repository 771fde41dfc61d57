package io.sessionservice.wire;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;

/** Tomcat's HTTP without {@link SlowSenders} and with {@link OthersFirst}. Public for Tomcat, which makes it by its name. */
public class PunctualHttp extends Http11NioProtocol {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration IN_A_CROWD = Duration.ofMillis(20);

    private final SlowSenders senders;
    private @Nullable ScheduledFuture<?> looks;
    private long lastLook = System.nanoTime();

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
    public void setAdapter(Adapter adapter) {
        super.setAdapter(new OthersFirst(adapter));
    }

    @Override
    public void start() throws Exception {
        super.start();
        looks = getUtilityExecutor()
                .scheduleWithFixedDelay(
                        this::look, IN_A_CROWD.toMillis(), IN_A_CROWD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        if (now - lastLook >= LOOK_EVERY.toNanos() || senders.isCrowded()) {
            lastLook = now;
            senders.endThem(now);
        }
    }

    /** An answer fits; Tomcat's own, of 8,192 bytes and as many characters, are most of what a connection costs. */
    @Override
    public int getDesiredBufferSize() {
        return 4096;
    }

    @Override
    public void stop() throws Exception {
        if (looks != null) {
            looks.cancel(false);
        }
        super.stop();
        senders.closeAll();
    }
}
