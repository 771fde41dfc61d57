package io.sessionservice.platform;

import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose id is given or generated. A given one may lie where the sequence is yet to come: the sequence then skips it, and
 * where two are after the same id at once the database decides and the loser draws again.
 */
public final class GeneratedIds {

    /** Each draw skips ten thousand taken ids by itself (the {@code nextId} statements), so this many are never used up. */
    private static final int DRAWS = 100;

    private GeneratedIds() {}

    /**
     * Inserts under a generated id.
     *
     * @param draw the next id that looks free, or null when the sequence met taken ones only
     * @param insert the insert, in a transaction of its own
     * @throws AlreadyTakenException when something other than the id is taken
     */
    public static <T> T insert(Supplier<@Nullable Long> draw, LongFunction<T> insert) {
        for (int i = 0; i < DRAWS; i++) {
            Long id = draw.get();
            if (id == null) {
                continue;
            }
            try {
                return insert.apply(id);
            } catch (AlreadyTakenException e) {
                if (!e.what().equals("id")) {
                    throw e;
                }
            }
        }
        throw new IllegalStateException("No free id after " + DRAWS + " draws");
    }
}
