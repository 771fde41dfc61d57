package io.sessionservice.admin;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.identity.IdentityProviders;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.actuate.endpoint.web.annotation.RestControllerEndpoint;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Registers applications and steers them. */
@Component
@RestControllerEndpoint(id = "applications")
@SuppressWarnings("removal") // docs/adr/0020-controller-endpoints.md
class ApplicationsEndpoint {

    private final ApplicationRegistry registry;
    private final ApplicationActs acts;
    private final IdentityProviders providers;
    private final IdentityProviderActs providerActs;

    ApplicationsEndpoint(
            ApplicationRegistry registry,
            ApplicationActs acts,
            IdentityProviders providers,
            IdentityProviderActs providerActs) {
        this.registry = registry;
        this.acts = acts;
        this.providers = providers;
        this.providerActs = providerActs;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    NewSecretDescriptor register(RegisterApplicationBody body, Operator operator) {
        return acts.register(body, operator);
    }

    @GetMapping
    ApplicationDescriptor.Page list(HttpServletRequest request) {
        AdminQuery query = new AdminQuery(request, "limit", "after");
        List<ApplicationDescriptor> page = registry.page(query.after(), query.limit()).stream()
                .map(ApplicationDescriptor::of)
                .toList();
        return new ApplicationDescriptor.Page(
                page, page.size() < query.limit() ? null : page.getLast().id());
    }

    @GetMapping("/{id}")
    ApplicationDescriptor get(@PathVariable("id") long id) {
        return ApplicationDescriptor.of(registry.find(new ApplicationId(id)).orElseThrow());
    }

    @PostMapping("/{id}/rotate-secret")
    NewSecretDescriptor rotateSecret(@PathVariable("id") long id, RotateSecretBody body, Operator operator) {
        return acts.rotateSecret(new ApplicationId(id), body.grace(), operator);
    }

    @PostMapping("/{id}/suspend")
    ApplicationDescriptor suspend(@PathVariable("id") long id, AdminBody.None body, Operator operator) {
        return acts.suspend(new ApplicationId(id), operator);
    }

    @PostMapping("/{id}/resume")
    ApplicationDescriptor resume(@PathVariable("id") long id, AdminBody.None body, Operator operator) {
        return acts.resume(new ApplicationId(id), operator);
    }

    @PostMapping("/{id}/revoke-sessions")
    ApplicationDescriptor revokeSessions(@PathVariable("id") long id, AdminBody.None body, Operator operator) {
        return acts.revokeSessions(new ApplicationId(id), operator);
    }

    @GetMapping("/{id}/identity-providers")
    IdentityProviderDescriptor.All identityProviders(@PathVariable("id") long id) {
        ApplicationId application =
                registry.find(new ApplicationId(id)).orElseThrow().id();
        return new IdentityProviderDescriptor.All(providers.all(application).stream()
                .map(IdentityProviderDescriptor::of)
                .toList());
    }

    @GetMapping("/{id}/identity-providers/{provider}")
    IdentityProviderDescriptor identityProvider(@PathVariable("id") long id, @PathVariable("provider") String name) {
        return IdentityProviderDescriptor.of(
                providers.find(new ApplicationId(id), name).orElseThrow());
    }

    @PutMapping("/{id}/identity-providers/{provider}")
    IdentityProviderDescriptor setIdentityProvider(
            @PathVariable("id") long id,
            @PathVariable("provider") String name,
            IdentityProviderBody body,
            Operator operator) {
        return providerActs.configure(new ApplicationId(id), name, body, operator);
    }

    @DeleteMapping("/{id}/identity-providers/{provider}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeIdentityProvider(@PathVariable("id") long id, @PathVariable("provider") String name, Operator operator) {
        providerActs.remove(new ApplicationId(id), name, operator);
    }
}
