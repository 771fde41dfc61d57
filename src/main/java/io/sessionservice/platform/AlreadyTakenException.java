package io.sessionservice.platform;

import org.springframework.dao.DataIntegrityViolationException;

/** What is to be unique belongs to somebody else: the database has decided so. */
public class AlreadyTakenException extends DataIntegrityViolationException {

    private final String what;

    /** @param what is taken, as operators know it: {@code id}, {@code authKey}, {@code login}, {@code email} */
    public AlreadyTakenException(String what, DataIntegrityViolationException cause) {
        super(what + " is taken", cause);
        this.what = what;
    }

    public String what() {
        return what;
    }
}
