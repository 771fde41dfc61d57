package io.sessionservice.admin;

/** A command that cannot be understood; the message says why. */
class CommandLineException extends RuntimeException {

    CommandLineException(String message) {
        super(message);
    }
}
