package io.sessionservice.admin.console;

import io.sessionservice.platform.AuditHistory;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.FindAudit;
import io.sessionservice.platform.RecordedAudit;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Who did what, the newest first. */
@ConsolePage
@RequestMapping("/console/audit")
class AuditPage {

    private static final int ROWS = 50;
    private static final List<String> TYPES =
            Arrays.stream(AuditType.values()).map(AuditType::word).toList();

    private final AuditHistory history;

    AuditPage(AuditHistory history) {
        this.history = history;
    }

    @GetMapping
    ModelAndView find(HttpServletRequest request) {
        ConsoleForm form = new ConsoleForm(request, "actor", "type", "applicationId", "userId");
        return form.submit(() -> listOf(form), AuditPage::list);
    }

    private ModelAndView listOf(ConsoleForm form) {
        Long before = form.number("before", 1);
        List<RecordedAudit> rows = history.find(new FindAudit(
                form.text("actor"),
                form.text("type"),
                form.number("applicationId", 1),
                form.number("userId", 1),
                before == null ? Long.MAX_VALUE : before,
                ROWS));
        return list().addObject("rows", rows)
                .addObject("begun", before != null)
                .addObject("next", rows.size() < ROWS ? null : rows.getLast().id());
    }

    private static ModelAndView list() {
        return Page.of("audit", "Audit trail").addObject("types", TYPES);
    }
}
