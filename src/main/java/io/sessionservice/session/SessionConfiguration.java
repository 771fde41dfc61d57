package io.sessionservice.session;

import io.sessionservice.signature.SignatureVerifier;
import io.sessionservice.signature.TimestampWindow;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the signature room, which knows no Spring. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    @Bean
    SignatureVerifier signatureVerifier() {
        return new SignatureVerifier();
    }

    @Bean
    TimestampWindow timestampWindow(SignatureProperties properties) {
        return new TimestampWindow(properties.window());
    }
}
