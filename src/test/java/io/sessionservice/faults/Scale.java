package io.sessionservice.faults;

/** How much of everything: {@code -Dfaults.scale=0.1} is a tenth of the requests, and says so in the table. */
final class Scale {

    private static final double SCALE = Double.parseDouble(System.getProperty("faults.scale", "1"));

    private Scale() {}

    static int of(int count) {
        return Math.max(1, (int) Math.round(count * SCALE));
    }
}
