package io.sessionservice.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * So many places, given in the order of arrival. Of those that applications do not hold already, one may hold three quarters when it
 * is alone and less the more there are: one that floods us leaves room for the others (dynamic thresholds, Choudhury and Hahne
 * 1998). As many may wait as there are connections.
 */
final class Places {

    /** Who takes a place for no application, and so is under no share. */
    static final String NOBODY = "";

    private static final int SHARE = 3;

    private static final class Waiter {
        final String holder;
        final Condition admittance;
        boolean admitted;

        Waiter(String holder, Condition admittance) {
            this.holder = holder;
            this.admittance = admittance;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> held = new HashMap<>();
    private final Deque<Waiter> queue = new ArrayDeque<>();
    private final int size;
    private int taken;
    private int takenByApplications;

    Places(int size) {
        this.size = size;
    }

    int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether there was a place within this time */
    boolean take(String holder, Duration longest) {
        lock.lock();
        try {
            // whoever waits may not have this one, or would have it
            if (isFreeFor(holder)) {
                give(holder);
                return true;
            }
            return !longest.isZero() && waitAs(new Waiter(holder, lock.newCondition()), longest.toNanos());
        } finally {
            lock.unlock();
        }
    }

    private boolean waitAs(Waiter waiter, long nanos) {
        queue.add(waiter);
        try {
            long left = nanos;
            while (!waiter.admitted && left > 0) {
                left = waiter.admittance.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!waiter.admitted) {
                queue.remove(waiter);
            }
        }
        return waiter.admitted;
    }

    void leave(String holder) {
        lock.lock();
        try {
            taken--;
            if (!holder.equals(NOBODY)) {
                takenByApplications--;
                held.computeIfPresent(holder, (name, count) -> count == 1 ? null : count - 1);
            }
            admitThoseWhoMay();
        } finally {
            lock.unlock();
        }
    }

    private void admitThoseWhoMay() {
        for (Iterator<Waiter> all = queue.iterator(); taken < size && all.hasNext(); ) {
            Waiter first = all.next();
            if (isFreeFor(first.holder)) {
                all.remove();
                give(first.holder);
                first.admitted = true;
                first.admittance.signal();
            }
        }
    }

    private boolean isFreeFor(String holder) {
        return taken < size
                && (holder.equals(NOBODY) || held.getOrDefault(holder, 0) < SHARE * (size - takenByApplications));
    }

    private void give(String holder) {
        taken++;
        if (!holder.equals(NOBODY)) {
            takenByApplications++;
            held.merge(holder, 1, Integer::sum);
        }
    }
}
