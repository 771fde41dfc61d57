package io.sessionservice.wire;

import io.sessionservice.refusal.RequestRefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads typed values from parameters and collects what is wrong with them, so that a client is told everything at once. */
final class ParameterReader {

    /** Every integer that has 64 bits fits; leading zeros do not make one longer than any sender writes. */
    private static final int MAX_DIGITS = 20;

    private final WireParameters parameters;
    private final Map<String, List<String>> problems = new LinkedHashMap<>();

    ParameterReader(WireParameters parameters) {
        this.parameters = parameters;
    }

    /** The text, or an empty one after noting that it is missing. */
    String requireText(String name) {
        String text = parameters.find(name);
        if (text == null || text.isEmpty()) {
            problem(name, "is required");
            return "";
        }
        return text;
    }

    @Nullable
    String findText(String name) {
        String text = parameters.find(name);
        return text == null || text.isEmpty() ? null : text;
    }

    /** The integer, or {@code min} after noting what is wrong with it. */
    long requireInteger(String name, long min, long max) {
        String text = requireText(name);
        if (problems.containsKey(name)) {
            return min;
        }
        if (!isInteger(text)) {
            problem(name, "is not a number");
            return min;
        }
        try {
            long value = text.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(text);
            if (text.length() <= MAX_DIGITS && value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // more digits than 64 bits hold
        }
        problem(name, "is out of range");
        return min;
    }

    /** An optional minus and ASCII digits; {@code parseLong} alone would take a plus and the digits of every script. */
    private static boolean isInteger(String text) {
        int first = text.charAt(0) == '-' ? 1 : 0;
        return text.length() > first && text.chars().skip(first).allMatch(c -> c >= '0' && c <= '9');
    }

    void problem(String name, String problem) {
        problems.putIfAbsent(name, List.of(problem));
    }

    /** @throws RequestRefusedException naming every parameter with which something is wrong */
    void refuseIfInvalid() {
        if (!problems.isEmpty()) {
            throw RequestRefusedException.invalidParameters(problems);
        }
    }
}
