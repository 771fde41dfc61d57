package io.sessionservice.faults;

/** How much of everything: 1 is what the targets speak of, {@code -Dfaults.scale=0.2} a fifth of it; the table says how much it was. */
final class Scale {

    static final String TEXT = System.getProperty("faults.scale", "1");

    private static final double SCALE = Double.parseDouble(TEXT);

    private Scale() {}

    static int of(int count) {
        return Math.max(1, (int) Math.round(count * SCALE));
    }
}
