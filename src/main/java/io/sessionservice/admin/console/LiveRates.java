package io.sessionservice.admin.console;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;

/** The last five minutes of this replica's counters, read every five seconds whether or not somebody looks. */
class LiveRates implements AutoCloseable {

    static final Duration STEP = Duration.ofSeconds(5);
    private static final int KEPT = 61;

    private final MeterSampler sampler;
    private final Clock clock;
    private final Deque<MeterSample> samples = new ArrayDeque<>();
    private volatile @Nullable ScheduledFuture<?> reading;

    LiveRates(MeterSampler sampler, Clock clock) {
        this.sampler = sampler;
        this.clock = clock;
    }

    void start(TaskScheduler scheduler) {
        reading = scheduler.scheduleAtFixedRate(this::take, STEP);
    }

    private void take() {
        MeterSample sample = sampler.read(clock.instant());
        synchronized (samples) {
            samples.addLast(sample);
            if (samples.size() > KEPT) {
                samples.removeFirst();
            }
        }
    }

    LiveView view() {
        synchronized (samples) {
            return new LiveView(List.copyOf(samples));
        }
    }

    @Override
    public void close() {
        ScheduledFuture<?> started = reading;
        if (started != null) {
            started.cancel(false);
        }
    }
}
