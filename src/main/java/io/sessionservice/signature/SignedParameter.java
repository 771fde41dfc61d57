package io.sessionservice.signature;

/**
 * One parameter of a request, decoded, as the client named and wrote it.
 *
 * @param name for a nested one in brackets, {@code user[login]}
 * @param value the text as sent, numbers with the digits as sent
 */
public record SignedParameter(String name, String value) {

    @Override
    public String toString() {
        return "SignedParameter[" + name + "=****]";
    }
}
