package io.sessionservice.identity;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Locale;
import java.util.Map;

/** What a provider answered, whole. Not printed: it tells of a user. */
record ProviderAnswer(int status, String contentType, String body) {

    /** What to make of an answer. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ProviderAnswer answer) throws ProviderUnavailableException;
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    /** The JSON object of a success. */
    Map<String, Object> json() throws ProviderUnavailableException {
        if (!isSuccess()) {
            throw new ProviderUnavailableException("answered " + status);
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !(type.startsWith("application/") && type.endsWith("+json"))) {
            throw new ProviderUnavailableException("answered something else than JSON");
        }
        try {
            return JSONObjectUtils.parse(body);
        } catch (ParseException e) {
            // without its cause, which quotes
            throw new ProviderUnavailableException("answered JSON that cannot be read");
        }
    }

    @Override
    public String toString() {
        return "ProviderAnswer[" + status + "]";
    }
}
