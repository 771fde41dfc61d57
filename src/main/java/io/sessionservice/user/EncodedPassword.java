package io.sessionservice.user;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A password as another system encoded it, in a form that logins can be checked against; never printed. */
public record EncodedPassword(String value) {

    /** What {@link #parse} takes, for those who are to be told. */
    public static final String FORMS =
            "{bcrypt} with a cost from 8 to 14, or {pbkdf2@SpringSecurity_v5_8}, as Spring Security writes them";

    // above 14 one login takes longer than any may wait; below 8 a stolen table is read too soon
    private static final int MIN_COST = 8;
    private static final int MAX_COST = 14;

    private static final Pattern BCRYPT = Pattern.compile("\\{bcrypt}\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");

    /** Salt of 16 bytes and hash of 32, in hex. */
    private static final Pattern PBKDF2 = Pattern.compile("\\{pbkdf2@SpringSecurity_v5_8}[0-9a-f]{96}");

    /** The encoded password, or empty when it is in none of the {@link #FORMS}. Plain text ({@code {noop}}) is in none. */
    public static Optional<EncodedPassword> parse(String text) {
        Matcher bcrypt = BCRYPT.matcher(text);
        boolean known = bcrypt.matches()
                ? isSane(bcrypt.group(1))
                : PBKDF2.matcher(text).matches();
        return known ? Optional.of(new EncodedPassword(text)) : Optional.empty();
    }

    private static boolean isSane(String cost) {
        int value = Integer.parseInt(cost);
        return value >= MIN_COST && value <= MAX_COST;
    }

    @Override
    public String toString() {
        return "EncodedPassword[****]";
    }
}
