package io.sessionservice.admin.console;

import io.sessionservice.admin.AdminBody;
import io.sessionservice.admin.AdminRefusedException;
import io.sessionservice.admin.IdentityProviderActs;
import io.sessionservice.admin.IdentityProviderDescriptor;
import io.sessionservice.admin.Operator;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.application.RegisteredApplication;
import io.sessionservice.identity.IdentityKind;
import io.sessionservice.identity.IdentityProvider;
import io.sessionservice.identity.IdentityProviders;
import io.sessionservice.identity.TokenAlgorithm;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Sets an identity provider up, or changes it: whole, as the endpoint does, so its secret header is typed each time. */
@ConsolePage
@RequestMapping("/console/applications/{id:[0-9]{1,18}}/identity-providers")
class ProviderFormPage {

    private final ApplicationRegistry registry;
    private final IdentityProviders providers;
    private final IdentityProviderActs acts;

    ProviderFormPage(ApplicationRegistry registry, IdentityProviders providers, IdentityProviderActs acts) {
        this.registry = registry;
        this.providers = providers;
        this.acts = acts;
    }

    @GetMapping("/oidc")
    ModelAndView oidc(
            @PathVariable("id") long id,
            @RequestParam(name = "provider", required = false) @Nullable String provider,
            HttpServletRequest request) {
        return form(id, IdentityKind.OIDC, provider, request);
    }

    @PostMapping("/oidc")
    ModelAndView oidc(@PathVariable("id") long id, HttpServletRequest request, Operator operator) {
        return submit(id, IdentityKind.OIDC, request, operator);
    }

    @GetMapping("/http")
    ModelAndView http(
            @PathVariable("id") long id,
            @RequestParam(name = "provider", required = false) @Nullable String provider,
            HttpServletRequest request) {
        return form(id, IdentityKind.HTTP, provider, request);
    }

    @PostMapping("/http")
    ModelAndView http(@PathVariable("id") long id, HttpServletRequest request, Operator operator) {
        return submit(id, IdentityKind.HTTP, request, operator);
    }

    private ModelAndView form(long id, IdentityKind kind, @Nullable String provider, HttpServletRequest request) {
        ConsoleForm form = ProviderFields.form(request);
        if (provider == null) {
            form.showFirst(ProviderFields.usual(kind));
        } else {
            IdentityProviderDescriptor found = IdentityProviderDescriptor.of(
                    providers.find(new ApplicationId(id), provider).orElseThrow());
            form.showFirst(ProviderFields.of(found));
        }
        return page(id, kind, form).addObject("form", form);
    }

    private ModelAndView page(long id, IdentityKind kind, ConsoleForm form) {
        RegisteredApplication application = registry.find(new ApplicationId(id)).orElseThrow();
        boolean changes = !form.value("seen").isEmpty();
        return Page.of(
                        "applications-provider-" + kind.name().toLowerCase(Locale.ROOT),
                        changes ? "Change an identity provider" : "Set up an identity provider")
                .addObject("id", id)
                .addObject("applicationName", application.name())
                .addObject("changes", changes)
                .addObject("algorithms", TokenAlgorithm.values());
    }

    private ModelAndView submit(long id, IdentityKind kind, HttpServletRequest request, Operator operator) {
        ConsoleForm form = ProviderFields.form(request);
        ApplicationId application = new ApplicationId(id);
        return form.submit(
                () -> {
                    String provider = form.value("provider");
                    refuseUnlessAsSeen(application, provider, form.value("seen"));
                    acts.configure(application, provider, AdminBody.checked(ProviderFields.body(kind, form)), operator);
                    return Page.after(Done.PROVIDER_SET, ProvidersPage.path(id));
                },
                () -> page(id, kind, form));
    }

    /** A courtesy, not a lock, so that nobody replaces a provider unawares: of two at the same moment the later one's holds. */
    private void refuseUnlessAsSeen(ApplicationId application, String provider, String seen) {
        String found = providers
                .find(application, provider)
                .map(IdentityProvider::updatedAt)
                .map(Object::toString)
                .orElse("");
        if (!found.equals(seen)) {
            throw seen.isEmpty()
                    ? AdminRefusedException.field(
                            "provider", "is the name of one that is there: change that one, or remove it")
                    : AdminRefusedException.field(
                            "base",
                            "The provider has changed since this page was loaded. Nothing was done; look again.");
        }
    }
}
