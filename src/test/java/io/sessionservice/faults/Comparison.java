package io.sessionservice.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * What good clients were answered: in quiet turns; in control turns, while the same attack went against a {@link BareServer};
 * and under attack. Where there was no control, its turns are quiet ones.
 */
record Comparison(List<Tally.Entry> quiet, List<Tally.Entry> control, List<Tally.Entry> attacked) {

    /** Notes them, judges the ratio of the attacked turns to the quiet ones, and that good clients were served. */
    void check(Finding finding, double most) {
        double factor = ratio(quiet);
        finding.check(
                "good clients' p99 %.1f ms, quiet %.1f ms (p50 %.1f, quiet %.1f): × %.2f"
                        .formatted(
                                millis(attacked, 0.99),
                                millis(quiet, 0.99),
                                millis(attacked, 0.5),
                                millis(quiet, 0.5),
                                factor),
                factor <= most);
        checkServed(finding);
    }

    /**
     * Notes them, judges the ratio of the attacked turns to the control ones, and that good clients were served. Where the
     * attackers alone make nobody slower, the control is as good as quiet, and this judges what {@link #check} does.
     */
    void checkAgainstControl(Finding finding, double most) {
        double factor = ratio(control);
        finding.check(
                "good clients' p99 quiet %.1f ms, control %.1f ms, attacked %.1f ms (p50 %.1f, %.1f, %.1f): × %.2f of the control, × %.2f of the quiet one"
                        .formatted(
                                millis(quiet, 0.99),
                                millis(control, 0.99),
                                millis(attacked, 0.99),
                                millis(quiet, 0.5),
                                millis(control, 0.5),
                                millis(attacked, 0.5),
                                factor,
                                ratio(quiet)),
                factor <= most);
        checkServed(finding);
    }

    private void checkServed(Finding finding) {
        List<Tally.Entry> refused =
                attacked.stream().filter(entry -> !entry.isGood()).toList();
        finding.checkNone("of %,d good requests refused".formatted(attacked.size()), refused);
    }

    private double ratio(List<Tally.Entry> other) {
        return millis(attacked, 0.99) / millis(other, 0.99);
    }

    private static double millis(List<Tally.Entry> entries, double share) {
        return GoodClients.millis(GoodClients.quantile(entries, share));
    }

    /** One turn after another of each kind, so that what else the machine does meanwhile meets all. */
    static final class Turns {

        private final GoodClients clients;
        private final Comparison all = new Comparison(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

        Turns(GoodClients clients) {
            this.clients = clients;
        }

        void quiet() throws InterruptedException {
            all.quiet.addAll(clients.serve(GoodClients.turn()).entries());
        }

        void control(GoodClients.Attack attack) throws InterruptedException {
            all.control.addAll(beside(attack));
        }

        void attack(GoodClients.Attack attack) throws InterruptedException {
            all.attacked.addAll(beside(attack));
        }

        private List<Tally.Entry> beside(GoodClients.Attack attack) throws InterruptedException {
            return clients.serveBeside(attack, GoodClients.turn()).entries();
        }

        Comparison seen() {
            return all;
        }
    }
}
