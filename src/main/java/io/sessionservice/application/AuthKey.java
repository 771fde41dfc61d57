package io.sessionservice.application;

/** The public name of an application's key (seed, Create session, authKey row). Sent with each request; proves nothing alone. */
public record AuthKey(String value) {}
