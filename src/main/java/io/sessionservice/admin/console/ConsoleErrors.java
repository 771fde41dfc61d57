package io.sessionservice.admin.console;

import io.sessionservice.admin.AdminAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Turns failures on the console's paths into pages; on every other path they stay JSON. */
class ConsoleErrors implements HandlerExceptionResolver, Ordered {

    private static final Map<Integer, String> TITLES = Map.of(
            404, "Not found",
            405, "Not possible here",
            413, "Too much at once",
            429, "Too often",
            500, "Something is broken here",
            503, "The service is unavailable");
    private static final Map<Integer, String> ADVICE = Map.of(
            404, "There is nothing under this address, or no longer.",
            429, "Wait a minute, then try again.",
            500, "Nothing is known to have been done. The number below finds the reason in the log.",
            503, "The database does not answer, or too much is waiting. Nothing was done; try again in a moment.");

    private final boolean enabled;

    ConsoleErrors(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        String path = request.getServletPath();
        if (!enabled || response.isCommitted() || !(path.equals("/console") || path.startsWith("/console/"))) {
            return null;
        }
        AdminAnswer answer = AdminAnswer.of(failure);
        answer.addRetryAfter(response);
        int status = answer.status().value();
        ModelAndView page = Page.of("error", TITLES.getOrDefault(status, "This cannot be done"))
                .addObject("code", status)
                .addObject("advice", ADVICE.getOrDefault(status, ""))
                .addObject("problems", answer.errors() instanceof Map<?, ?> byField ? byField : Map.of())
                .addObject("incident", answer.incident())
                .addObject(OperatorName.NAME, request.getRemoteUser());
        page.setStatus(answer.status());
        return page;
    }

    /** What a refusal says of each field; what it says of none is under {@code base}. */
    static Map<?, ?> byField(AdminAnswer answer) {
        return answer.errors() instanceof Map<?, ?> byField ? byField : Map.of("base", answer.errors());
    }
}
