package io.sessionservice.admin.console;

import io.sessionservice.admin.AdminBody;
import io.sessionservice.admin.AdminRefusedException;
import io.sessionservice.admin.Operator;
import io.sessionservice.admin.SignatureActs;
import io.sessionservice.admin.SignatureBody;
import io.sessionservice.admin.SignatureDescriptor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Explains a signature. What was pasted may hold a password, so no page repeats it: a browser with scripts keeps it in the field. */
@ConsolePage
@RequestMapping("/console/signature")
class SignaturePage {

    private final SignatureActs acts;

    SignaturePage(SignatureActs acts) {
        this.acts = acts;
    }

    @GetMapping
    ModelAndView ask(HttpServletRequest request) {
        return page().addObject("form", form(request));
    }

    @PostMapping
    ModelAndView explain(HttpServletRequest request, Operator operator) {
        ConsoleForm form = form(request);
        return form.submit(() -> page().addObject("explained", explained(body(form), operator)), SignaturePage::page);
    }

    private SignatureDescriptor explained(SignatureBody body, Operator operator) {
        try {
            return acts.explain(body, operator);
        } catch (NoSuchElementException e) {
            throw AdminRefusedException.field("applicationId", "is not registered");
        }
    }

    private static SignatureBody body(ConsoleForm form) {
        long application = form.require("applicationId");
        String pasted = Objects.requireNonNullElse(form.text("parameters"), "");
        return AdminBody.checked(new SignatureBody(application, PastedParameters.read(pasted)));
    }

    private static ConsoleForm form(HttpServletRequest request) {
        return new ConsoleForm(request, "applicationId", "parameters").hiding("parameters");
    }

    private static ModelAndView page() {
        return Page.of("signature", "Signature debugger");
    }
}
