package io.sessionservice.admin.console;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a page says that was done. An address names it by its word; no text comes from outside. */
enum Done {
    APPLICATION_SUSPENDED("The application is suspended: it opens no sessions, and those it has are not honoured."),
    APPLICATION_RESUMED("The application is active again."),
    APPLICATION_SESSIONS_ENDED("Every session of the application has ended."),
    PROVIDER_SET("The identity provider is set up, and holds from the next login on."),
    PROVIDER_REMOVED("The identity provider is removed."),
    USER_CREATED("The user is created."),
    USER_SUSPENDED("The user is suspended, and its sessions have ended."),
    USER_RESUMED("The user is active again."),
    USER_SESSIONS_ENDED("Every session of the user has ended."),
    USER_DELETED("The user is deleted, and its sessions have ended."),
    PASSWORD_SET("The password is set, and the user's sessions have ended."),
    SESSION_ENDED("The session has ended.");

    private final String text;

    Done(String text) {
        this.text = text;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Null when the word is none of these. */
    static @Nullable String text(@Nullable String word) {
        return Arrays.stream(values())
                .filter(done -> done.word().equals(word))
                .map(done -> done.text)
                .findFirst()
                .orElse(null);
    }
}
