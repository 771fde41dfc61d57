package io.sessionservice.admin.console;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** What this replica does right now. */
@ConsolePage
class OverviewPage {

    private final LiveRates rates;
    private final ServiceHealth health;
    private final MeterRegistry meters;
    private final Clock clock;

    OverviewPage(LiveRates rates, ServiceHealth health, MeterRegistry meters, Clock clock) {
        this.rates = rates;
        this.health = health;
        this.meters = meters;
        this.clock = clock;
    }

    @GetMapping("/console")
    ModelAndView overview() {
        return live("overview");
    }

    /** The part that is asked for again and again. */
    @GetMapping("/console/live")
    ModelAndView live() {
        return live("overview :: live");
    }

    @GetMapping("/console/")
    ModelAndView slash() {
        return new ModelAndView(new RedirectView("/console", true, false));
    }

    private ModelAndView live(String view) {
        return Page.of(view, "Overview")
                .addObject("section", "overview")
                .addObject("live", rates.view())
                .addObject("health", health.read())
                .addObject("replica", replica())
                .addObject("uptime", uptime())
                .addObject("now", clock.instant())
                .addObject("nonces", gauge("nonces"))
                .addObject("sessions", gauge("sessions"))
                .addObject("methods", List.of("POST", "GET", "DELETE"));
    }

    /** In a pod, its name. */
    private static String replica() {
        return Objects.requireNonNullElse(System.getenv("HOSTNAME"), "unnamed");
    }

    private static String uptime() {
        Duration up = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        return up.toDays() > 0
                ? up.toDays() + " d " + up.toHoursPart() + " h"
                : up.toHours() > 0
                        ? up.toHours() + " h " + up.toMinutesPart() + " min"
                        : up.toMinutes() + " min " + up.toSecondsPart() + " s";
    }

    /** Rows there are by PostgreSQL's statistics; unknown while it is away. */
    private String gauge(String what) {
        Gauge gauge = meters.find("sessions.rows").tag("what", what).gauge();
        double value = gauge == null ? Double.NaN : gauge.value();
        return Double.isNaN(value) ? "unknown" : String.format(Locale.ROOT, "%,.0f", value);
    }
}
