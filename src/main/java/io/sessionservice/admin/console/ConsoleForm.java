package io.sessionservice.admin.console;

import io.sessionservice.admin.AdminAnswer;
import io.sessionservice.admin.AdminRefusedException;
import io.sessionservice.platform.AlreadyTakenException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/** The fields of a form: as sent, and what is wrong with them. A field that was left empty was not sent. */
final class ConsoleForm {

    private static final int MAX_LENGTH = 16 * 1024;

    private final HttpServletRequest request;
    private final Set<String> fields;
    /** Never written back into a page. */
    private final Set<String> secret =
            new HashSet<>(Set.of("password", "passwordHash", "authSecret", "secretHeader.secret"));

    private final Map<String, String> problems = new LinkedHashMap<>();
    private Map<String, String> first = Map.of();

    ConsoleForm(HttpServletRequest request, String... fields) {
        this.request = request;
        this.fields = Set.of(fields);
    }

    @Nullable
    String text(String field) {
        String value = request.getParameter(field);
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() > MAX_LENGTH) {
            throw AdminRefusedException.field(field, "is too long");
        }
        return value;
    }

    /** @throws AdminRefusedException when it is no number from {@code least} */
    @Nullable
    Long number(String field, long least) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        String digits = text.strip();
        if (digits.matches("[0-9]{1,18}") && Long.parseLong(digits) >= least) {
            return Long.valueOf(digits);
        }
        throw AdminRefusedException.field(field, "must be a whole number, " + least + " or more");
    }

    long require(String field) {
        Long number = number(field, 1);
        if (number == null) {
            throw AdminRefusedException.field(field, "is required");
        }
        return number;
    }

    public boolean isTicked(String field) {
        return request.getParameter(field) != null || first.containsKey(field);
    }

    /** The field holds a secret here. */
    ConsoleForm hiding(String field) {
        secret.add(field);
        return this;
    }

    /** What fields show that were not sent. */
    void showFirst(Map<String, String> values) {
        first = values;
    }

    /** Carries out the act; where it is refused for what was sent, shows the form again and says at each field why. */
    ModelAndView submit(Supplier<ModelAndView> act, Supplier<ModelAndView> form) {
        try {
            ModelAndView done = act.get();
            return done.getView() == null ? done.addObject("form", this) : done;
        } catch (AdminRefusedException | AlreadyTakenException e) {
            AdminAnswer answer = AdminAnswer.of(e);
            if (answer.status() == HttpStatus.TOO_MANY_REQUESTS) {
                throw e;
            }
            ConsoleErrors.byField(answer).forEach((field, texts) -> problems.put(field.toString(), joined(texts)));
            ModelAndView page = form.get().addObject("form", this);
            page.setStatus(answer.status());
            return page;
        }
    }

    private static String joined(@Nullable Object texts) {
        return texts instanceof Collection<?> list
                ? String.join("; ", list.stream().map(String::valueOf).toList())
                : String.valueOf(texts);
    }

    /** What the field showed when it was sent, or is to show first. */
    public String value(String field) {
        String value = secret.contains(field) ? null : request.getParameter(field);
        return value == null ? first.getOrDefault(field, "") : value;
    }

    public @Nullable String problem(String field) {
        return problems.get(field);
    }

    /** Problems of the form as a whole. */
    public List<String> general() {
        return problems.entrySet().stream()
                .filter(problem -> !fields.contains(problem.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    public boolean isRefused() {
        return !problems.isEmpty();
    }
}
