package io.sessionservice.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What may be true of one token, by what its one client did and was told. An act without an answer may have happened, may yet
 * happen, or never will; whatever is answered rules out what does not agree with it.
 */
final class TokenHistory {

    enum State {
        APPLICATION,
        USER,
        GONE
    }

    enum Act {
        LOGIN,
        LOGOUT,
        REVOKE;

        /** What it leads to, or null where it is refused. */
        @Nullable
        State from(State state) {
            return switch (this) {
                case LOGIN -> state == State.GONE ? null : State.USER;
                case LOGOUT -> state == State.GONE ? null : State.APPLICATION;
                case REVOKE -> state == State.GONE ? null : State.GONE;
            };
        }
    }

    /** One way that it may be, with the acts that may yet happen. */
    private record Possible(State state, List<Act> pending) {

        @Nullable
        Possible after(int number) {
            State next = pending.get(number).from(state);
            if (next == null) {
                return null;
            }
            List<Act> rest = new ArrayList<>(pending);
            rest.remove(number);
            return new Possible(next, List.copyOf(rest));
        }
    }

    private Set<Possible> possible = Set.of(new Possible(State.APPLICATION, List.of()));

    /** An act that was acknowledged; answers what is wrong with that, if anything is. */
    @Nullable
    String acknowledged(Act act) {
        Set<Possible> before = reachable();
        Set<Possible> after = new HashSet<>();
        before.forEach(way -> {
            State next = act.from(way.state());
            if (next != null) {
                after.add(new Possible(next, way.pending()));
            }
        });
        return settle(act + " acknowledged", before, after);
    }

    /** An act whose end is not known. */
    void unknown(Act act) {
        Set<Possible> more = new HashSet<>();
        possible.forEach(way -> {
            List<Act> pending = new ArrayList<>(way.pending());
            pending.add(act);
            pending.sort(null);
            more.add(new Possible(way.state(), List.copyOf(pending)));
        });
        possible = more;
    }

    /** A read that was answered so, or an act that was refused for there is no such session. */
    @Nullable
    String read(State seen) {
        return only("read as " + seen, way -> way.state() == seen);
    }

    private @Nullable String only(String what, Predicate<Possible> agrees) {
        Set<Possible> before = reachable();
        Set<Possible> after = new HashSet<>(before);
        after.removeIf(agrees.negate());
        return settle(what, before, after);
    }

    private @Nullable String settle(String what, Set<Possible> before, Set<Possible> after) {
        if (after.isEmpty()) {
            return what + " though only possible: " + before;
        }
        possible = after;
        return null;
    }

    /** With any of the pending acts having happened meanwhile, in any order. */
    private Set<Possible> reachable() {
        Set<Possible> all = new HashSet<>(possible);
        List<Possible> open = new ArrayList<>(possible);
        while (!open.isEmpty()) {
            Possible way = open.removeLast();
            for (int number = 0; number < way.pending().size(); number++) {
                Possible next = way.after(number);
                if (next != null && all.add(next)) {
                    open.add(next);
                }
            }
        }
        return all;
    }
}
