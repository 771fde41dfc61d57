package io.sessionservice.platform;

import static java.util.Comparator.comparingInt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue with a line for each key. The lines are served in turn, one from each; and when there is no room, the longest
 * line loses its newest. So whoever sends much waits for itself, and who sends little hardly notices (fair queueing, RFC 970;
 * dropping from the longest queue, as RFC 8290 does).
 *
 * @param <E> what waits; may be in the queue once
 */
final class TurnQueue<E> {

    private final Map<Object, Deque<E>> lines = new HashMap<>();
    private final Deque<Object> turns = new ArrayDeque<>();
    private final int room;
    private volatile int size;

    TurnQueue(int room) {
        this.room = room;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** @return the one that has to go instead, which may be this one; null when there is room for all */
    synchronized @Nullable E add(Object key, E element) {
        E victim = null;
        if (size >= room) {
            Object longest = Collections.max(lines.keySet(), comparingInt(this::length));
            if (length(longest) <= length(key) + 1) {
                return element;
            }
            victim = line(longest).removeLast();
            resize(-1);
        }
        if (!lines.containsKey(key)) {
            lines.put(key, new ArrayDeque<>());
            turns.add(key);
        }
        line(key).add(element);
        resize(1);
        return victim;
    }

    /** Takes up to so many, one line after the other, and goes on from there the next time. */
    synchronized List<E> take(int most) {
        List<E> taken = new ArrayList<>(Math.min(most, size));
        while (taken.size() < most && !turns.isEmpty()) {
            Object key = turns.remove();
            taken.add(line(key).remove());
            if (length(key) == 0) {
                lines.remove(key);
            } else {
                turns.add(key);
            }
        }
        resize(-taken.size());
        return taken;
    }

    private int length(Object key) {
        Deque<E> line = lines.get(key);
        return line == null ? 0 : line.size();
    }

    /** Never empty: an empty line is taken away with its turn. */
    @SuppressWarnings("NullAway")
    private Deque<E> line(Object key) {
        return lines.get(key);
    }

    /** Written under the lock alone; volatile for those who only look. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private void resize(int difference) {
        size += difference;
    }
}
