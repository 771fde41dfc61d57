package io.sessionservice.user;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** How near password hashing is to its bound. */
@Component
class HashingMetrics implements MeterBinder {

    private final PasswordHashing hashing;

    HashingMetrics(PasswordHashing hashing) {
        this.hashing = hashing;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("sessions.hashing.running", hashing, PasswordHashing::running)
                .register(meters);
        Gauge.builder("sessions.hashing.waiting", hashing, PasswordHashing::waiting)
                .register(meters);
        Gauge.builder("sessions.hashing.threads", hashing, PasswordHashing::size)
                .register(meters);
    }
}
