package io.sessionservice.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command as given: a verb that is known, and options that the verb knows, each once. */
record CommandLine(String verb, Map<String, String> options) {

    /** @throws CommandLineException saying what cannot be understood */
    static CommandLine parse(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new CommandLineException("A verb is missing.");
        }
        String verb = arguments.getFirst();
        CommandUsage.Verb known = CommandUsage.verbs().get(verb);
        if (known == null) {
            throw new CommandLineException("There is no verb '%s'.".formatted(verb));
        }
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 1; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            String name = option.startsWith("--") ? option.substring(2) : "";
            if (!known.options().containsKey(name)) {
                throw new CommandLineException("'%s' has no option '%s'.".formatted(verb, option));
            }
            if (i + 1 == arguments.size()) {
                throw new CommandLineException("A value for %s is missing.".formatted(option));
            }
            if (options.put(name, arguments.get(i + 1)) != null) {
                throw new CommandLineException("%s is given twice.".formatted(option));
            }
        }
        return new CommandLine(verb, options);
    }

    @Nullable
    String text(String option) {
        return options.get(option);
    }

    /** @throws CommandLineException when it is there and no number of 64 bits, 1 at least */
    @Nullable
    Long number(String option) {
        String text = options.get(option);
        if (text == null) {
            return null;
        }
        try {
            if (text.matches("[0-9]{1,19}") && Long.parseLong(text) > 0) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            // more than 64 bits hold
        }
        throw new CommandLineException("--%s takes a number, 1 at least.".formatted(option));
    }

    long requireNumber(String option) {
        Long number = number(option);
        if (number == null) {
            throw new CommandLineException("--%s is required.".formatted(option));
        }
        return number;
    }
}
