package io.sessionservice.identity;

/** A header by which this service proves itself to a provider; never printed, and sealed at rest. */
public record SecretHeader(String name, String value) {

    @Override
    public String toString() {
        return "SecretHeader[" + name + ", ****]";
    }
}
