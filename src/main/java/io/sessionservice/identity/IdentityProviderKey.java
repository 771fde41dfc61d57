package io.sessionservice.identity;

import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** The name of a provider in an application. */
@Embeddable
record IdentityProviderKey(long applicationId, String name) implements Serializable {}
