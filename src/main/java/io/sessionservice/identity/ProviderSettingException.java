package io.sessionservice.identity;

/** A provider cannot be set up so. The message quotes nothing that may be a secret. */
public class ProviderSettingException extends RuntimeException {

    private final String field;

    ProviderSettingException(String field, String problem) {
        super(problem);
        this.field = field;
    }

    public String field() {
        return field;
    }

    public String problem() {
        return String.valueOf(getMessage());
    }
}
