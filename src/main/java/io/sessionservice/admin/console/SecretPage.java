package io.sessionservice.admin.console;

import io.sessionservice.admin.AdminBody;
import io.sessionservice.admin.AdminRefusedException;
import io.sessionservice.admin.ApplicationActs;
import io.sessionservice.admin.ApplicationDescriptor;
import io.sessionservice.admin.NewSecretDescriptor;
import io.sessionservice.admin.Operator;
import io.sessionservice.admin.RegisterApplicationBody;
import io.sessionservice.admin.RotateSecretBody;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.signature.SignatureAlgorithm;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Registers applications and rotates their secrets. The new secret is in the answer to the POST alone: no address leads to it, and
 * no cache keeps it.
 */
@ConsolePage
@RequestMapping("/console/applications")
class SecretPage {

    private final ApplicationRegistry registry;
    private final ApplicationActs acts;

    SecretPage(ApplicationRegistry registry, ApplicationActs acts) {
        this.registry = registry;
        this.acts = acts;
    }

    @GetMapping("/new")
    ModelAndView register(HttpServletRequest request) {
        return registerPage().addObject("form", registerForm(request));
    }

    private static ConsoleForm registerForm(HttpServletRequest request) {
        return new ConsoleForm(request, "name", "id", "authKey", "authSecret", "algorithms");
    }

    private static ModelAndView registerPage() {
        return Page.of("applications-new", "Register an application");
    }

    @PostMapping
    ModelAndView register(HttpServletRequest request, Operator operator) {
        ConsoleForm form = registerForm(request);
        return form.submit(
                () -> secret(acts.register(registration(form), operator), "The application is registered."),
                SecretPage::registerPage);
    }

    private static RegisterApplicationBody registration(ConsoleForm form) {
        return AdminBody.checked(new RegisterApplicationBody(
                // null is refused by the check
                form.text("name") == null ? "" : form.text("name"),
                form.number("id", 1),
                form.text("authKey"),
                form.text("authSecret"),
                algorithms(form)));
    }

    private static Set<SignatureAlgorithm> algorithms(ConsoleForm form) {
        Set<SignatureAlgorithm> ticked = EnumSet.noneOf(SignatureAlgorithm.class);
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            if (form.isTicked(algorithm.name())) {
                ticked.add(algorithm);
            }
        }
        return ticked;
    }

    @GetMapping("/{id:[0-9]{1,18}}/rotate-secret")
    ModelAndView rotate(@PathVariable("id") long id, HttpServletRequest request) {
        return rotatePage(id).addObject("form", new ConsoleForm(request));
    }

    private ModelAndView rotatePage(long id) {
        return Page.of("applications-rotate", "Rotate the secret").addObject("one", find(id));
    }

    private ApplicationDescriptor find(long id) {
        return ApplicationDescriptor.of(registry.find(new ApplicationId(id)).orElseThrow());
    }

    @PostMapping("/{id:[0-9]{1,18}}/rotate-secret")
    ModelAndView rotate(@PathVariable("id") long id, HttpServletRequest request, Operator operator) {
        ConsoleForm form = new ConsoleForm(request, "graceSeconds");
        return form.submit(
                () -> {
                    RotateSecretBody body = AdminBody.checked(new RotateSecretBody(form.number("graceSeconds", 0)));
                    refuseWhenSentTwice(id, form);
                    return secret(
                            acts.rotateSecret(new ApplicationId(id), body.grace(), operator),
                            "The secret is rotated: the new one holds from now on.");
                },
                () -> rotatePage(id));
    }

    /**
     * A form sent twice, as by reloading the page that answers it, would rotate twice, and the secret that the clients have would be
     * gone with its grace time. A courtesy, not a lock: two operators at the same moment both rotate.
     */
    private void refuseWhenSentTwice(long id, ConsoleForm form) {
        if (!find(id).updatedAt().toString().equals(form.text("seen"))) {
            throw AdminRefusedException.field(
                    "base", "The application has changed since this page was loaded. Nothing was done; look again.");
        }
    }

    private static ModelAndView secret(NewSecretDescriptor made, String done) {
        return Page.of("applications-secret", "The auth secret")
                .addObject("made", made)
                .addObject("done", done);
    }
}
