package io.sessionservice.admin.console;

import io.sessionservice.admin.IdentityProviderActs;
import io.sessionservice.admin.IdentityProviderDescriptor;
import io.sessionservice.admin.Operator;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.application.RegisteredApplication;
import io.sessionservice.identity.IdentityProviders;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The identity providers of an application, and how one is removed; set up they are on {@link ProviderFormPage}. Which of them is
 * meant stands in the query, for names may be such as a path has uses for.
 */
@ConsolePage
@RequestMapping("/console/applications/{id:[0-9]{1,18}}/identity-providers")
class ProvidersPage {

    private final ApplicationRegistry registry;
    private final IdentityProviders providers;
    private final IdentityProviderActs acts;

    ProvidersPage(ApplicationRegistry registry, IdentityProviders providers, IdentityProviderActs acts) {
        this.registry = registry;
        this.providers = providers;
        this.acts = acts;
    }

    @GetMapping
    ModelAndView list(
            @PathVariable("id") long id, @RequestParam(name = "done", required = false) @Nullable String done) {
        RegisteredApplication application = find(id);
        List<IdentityProviderDescriptor> rows = providers.all(application.id()).stream()
                .map(IdentityProviderDescriptor::of)
                .toList();
        return Page.of("applications-providers", "Identity providers of " + application.name())
                .addObject("done", Done.text(done))
                .addObject("id", id)
                .addObject("applicationName", application.name())
                .addObject("rows", rows);
    }

    private RegisteredApplication find(long id) {
        return registry.find(new ApplicationId(id)).orElseThrow();
    }

    @GetMapping("/remove")
    ModelAndView askToRemove(@PathVariable("id") long id, @RequestParam("provider") String provider) {
        RegisteredApplication application = find(id);
        String name = providers.find(application.id(), provider).orElseThrow().name();
        return Page.confirm(
                "applications",
                new Confirmation(
                        "Remove the identity provider?",
                        name + " of " + application.name() + " (" + id + ")",
                        "Nobody logs in by it from now on; sessions that it has opened go on. Its users stay, and get in again when"
                                + " one of its name is set up.",
                        "Remove the provider",
                        UriComponentsBuilder.fromPath(path(id) + "/remove")
                                .queryParam("provider", "{provider}")
                                .encode()
                                .buildAndExpand(name)
                                .toUriString(),
                        path(id),
                        true));
    }

    @PostMapping("/remove")
    ModelAndView remove(@PathVariable("id") long id, @RequestParam("provider") String provider, Operator operator) {
        acts.remove(new ApplicationId(id), provider, operator);
        return Page.after(Done.PROVIDER_REMOVED, path(id));
    }

    static String path(long id) {
        return "/console/applications/" + id + "/identity-providers";
    }
}
