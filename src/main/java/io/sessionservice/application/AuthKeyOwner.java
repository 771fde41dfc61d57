package io.sessionservice.application;

/** An application's id by its auth key. */
record AuthKeyOwner(String authKey, long id) {}
