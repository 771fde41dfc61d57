package io.sessionservice.identity;

import org.jspecify.annotations.Nullable;

/**
 * Where an answer says who the user is: the name of a claim, or the path of a field with dots.
 *
 * @param email null when it is not to be taken; likewise the name
 */
public record ProfileFields(
        String subject, @Nullable String email, @Nullable String fullName) {}
