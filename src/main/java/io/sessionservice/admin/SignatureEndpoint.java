package io.sessionservice.admin;

import org.springframework.boot.actuate.endpoint.web.annotation.RestControllerEndpoint;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;

/** Tells an operator why an integrator's signature is refused. */
@Component
@RestControllerEndpoint(id = "signature")
@SuppressWarnings("removal") // docs/adr/0020-controller-endpoints.md
class SignatureEndpoint {

    private final SignatureActs acts;

    SignatureEndpoint(SignatureActs acts) {
        this.acts = acts;
    }

    @PostMapping
    SignatureDescriptor explain(SignatureBody body, Operator operator) {
        return acts.explain(body, operator);
    }
}
