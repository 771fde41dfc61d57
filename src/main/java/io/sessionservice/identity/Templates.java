package io.sessionservice.identity;

import io.sessionservice.user.ProviderCredentials;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values with <code>#{…}</code> in them (QuickBlox documentation, "Custom Identity Provider", Step 2, "Allowed variables"). The
 * vendor's variables are those of a login by password; here they are those of a login by token.
 */
final class Templates {

    private static final Pattern VARIABLE = Pattern.compile("#\\{([^}]*)}");
    private static final Set<String> KNOWN = Set.of("token", "secret");

    private Templates() {}

    /** @throws ProviderSettingException when one names a variable that there is not */
    static void check(String field, Collection<String> templates) {
        for (String template : templates) {
            if (VARIABLE.matcher(template).results().anyMatch(variable -> !KNOWN.contains(variable.group(1)))) {
                throw new ProviderSettingException(field, "has a variable that is neither #{token} nor #{secret}");
            }
        }
    }

    static String fill(String template, ProviderCredentials credentials) {
        return VARIABLE.matcher(template)
                .replaceAll(variable -> Matcher.quoteReplacement(value(variable.group(1), credentials)));
    }

    private static String value(String variable, ProviderCredentials credentials) {
        if (variable.equals("token")) {
            return credentials.token();
        }
        return credentials.secret() == null ? "" : credentials.secret();
    }
}
