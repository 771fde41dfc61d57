package io.sessionservice.wire;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sessionservice.platform.DatabaseOutage;
import io.sessionservice.platform.OverloadedException;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The one place where a "no" or a failure becomes an answer. Counts refusals; logs faults, which are all that says 500. */
@RestControllerAdvice
class WireErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(WireErrorHandler.class);

    private final Map<RefusalReason, Counter> refusals = new EnumMap<>(RefusalReason.class);
    private final OutageLog outages;
    private final AddressLimits limits;

    WireErrorHandler(MeterRegistry meters, OutageLog outages, AddressLimits limits) {
        this.limits = limits;
        this.outages = outages;
        for (RefusalReason reason : RefusalReason.values()) {
            refusals.put(
                    reason,
                    meters.counter("sessions.refusals", "reason", reason.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** The answer to whatever a controller has thrown, for routes that say it in another form. */
    ResponseEntity<ErrorBody> answer(Exception failure, HttpServletRequest request) {
        if (failure instanceof RequestRefusedException refusal) {
            return refused(refusal, request);
        }
        return failure instanceof OverloadedException ? overloaded() : failed(failure);
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> refused(RequestRefusedException refusal, HttpServletRequest request) {
        limits.refused(refusal.reason(), request);
        return answer(refusal, new HttpHeaders());
    }

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
    ResponseEntity<ErrorBody> unknownRoute() {
        return answer(new RequestRefusedException(RefusalReason.ROUTE_UNKNOWN), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> unknownMethod(HttpRequestMethodNotSupportedException e) {
        HttpHeaders headers = new HttpHeaders();
        headers.setAllow(allowed(e.getSupportedHttpMethods()));
        return answer(new RequestRefusedException(RefusalReason.METHOD_NOT_ALLOWED), headers);
    }

    @ExceptionHandler(OverloadedException.class)
    ResponseEntity<ErrorBody> overloaded() {
        return answer(new RequestRefusedException(RefusalReason.UNAVAILABLE), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ErrorBody> failed(Exception failure) {
        if (DatabaseOutage.causes(failure)) {
            outages.note(failure);
            return answer(new RequestRefusedException(RefusalReason.UNAVAILABLE), new HttpHeaders());
        }
        String incident = UUID.randomUUID().toString();
        log.error("Incident {}", incident, failure);
        return ResponseEntity.internalServerError()
                .contentType(MediaType.APPLICATION_JSON)
                .body(ErrorBody.fault(incident));
    }

    private ResponseEntity<ErrorBody> answer(RequestRefusedException refusal, HttpHeaders headers) {
        Objects.requireNonNull(refusals.get(refusal.reason())).increment();
        ErrorTable.Row row = ErrorTable.row(refusal);
        headers.setContentType(MediaType.APPLICATION_JSON);
        if (row.status() == HttpStatus.UNAUTHORIZED) {
            headers.set(WireHeaders.STATUS, "401 Unauthorized");
        }
        if (row.status() == HttpStatus.SERVICE_UNAVAILABLE || row.status() == HttpStatus.TOO_MANY_REQUESTS) {
            headers.set(HttpHeaders.RETRY_AFTER, WireHeaders.retryAfter(refusal.retryAfter()));
        }
        return new ResponseEntity<>(row.body(), headers, row.status());
    }

    private static Set<HttpMethod> allowed(@Nullable Set<HttpMethod> mapped) {
        Set<HttpMethod> allowed = new TreeSet<>(mapped == null ? Set.of() : mapped);
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        allowed.add(HttpMethod.OPTIONS);
        return allowed;
    }
}
