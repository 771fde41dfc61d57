package io.sessionservice.admin.console;

import io.sessionservice.admin.AdminBody;
import io.sessionservice.admin.AdminRefusedException;
import io.sessionservice.admin.ApplicationActs;
import io.sessionservice.admin.ApplicationDescriptor;
import io.sessionservice.admin.NewSecretDescriptor;
import io.sessionservice.admin.Operator;
import io.sessionservice.admin.RegisterApplicationBody;
import io.sessionservice.admin.RotateSecretBody;
import io.sessionservice.application.ApplicationChangedException;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.platform.AlreadyTakenException;
import io.sessionservice.signature.SignatureAlgorithm;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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
        ConsoleForm form = registerForm(request);
        return registerPage(form).addObject("form", form);
    }

    private static ConsoleForm registerForm(HttpServletRequest request) {
        return new ConsoleForm(request, "name", "id", "authKey", "authSecret", "algorithms");
    }

    private ModelAndView registerPage(ConsoleForm form) {
        return Page.of("applications-new", "Register an application")
                .addObject("ownKey", form.value("ownKey").isEmpty() ? acts.newAuthKey() : form.value("ownKey"));
    }

    /** The form comes with the auth key that the application will have: the database lets nobody have it twice. */
    @PostMapping
    ModelAndView register(HttpServletRequest request, Operator operator) {
        ConsoleForm form = registerForm(request);
        return form.submit(
                () -> secret(registered(form, operator), "The application is registered."), () -> registerPage(form));
    }

    private NewSecretDescriptor registered(ConsoleForm form, Operator operator) {
        try {
            return acts.register(registration(form), operator);
        } catch (AlreadyTakenException e) {
            throw form.text("authKey") == null && e.what().equals("authKey")
                    ? AdminRefusedException.field(
                            "base",
                            "This form has been sent before, and the application is registered: it is in the list."
                                    + " If its secret was not seen, rotate it.")
                    : e;
        }
    }

    private static RegisterApplicationBody registration(ConsoleForm form) {
        return AdminBody.checked(new RegisterApplicationBody(
                // null is refused by the check
                form.text("name") == null ? "" : form.text("name"),
                form.number("id", 1),
                form.text("authKey") == null ? form.text("ownKey") : form.text("authKey"),
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
                    return secret(
                            rotated(new ApplicationId(id), body.grace(), form, operator),
                            "The secret is rotated: the new one holds from now on.");
                },
                () -> rotatePage(id));
    }

    /**
     * A form sent twice, as by reloading the page that answers it, would rotate twice, and the secret that the clients have would be
     * gone with its grace time.
     */
    private NewSecretDescriptor rotated(ApplicationId id, Duration grace, ConsoleForm form, Operator operator) {
        try {
            return acts.rotateSecret(id, grace, Instant.parse(form.value("seen")), operator);
        } catch (ApplicationChangedException | DateTimeParseException e) {
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
