package io.sessionservice.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** What an act allocates: the same on every machine, as time is not. */
public final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** The result, after a look at how many bytes this thread took for it; a second one, when classes may have been loaded. */
    public static <T> T within(long mostBytes, Supplier<T> act) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        T result = act.get();
        if (THREADS.getCurrentThreadAllocatedBytes() - before >= mostBytes) {
            before = THREADS.getCurrentThreadAllocatedBytes();
            T unused = act.get();
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes allocated")
                    .isLessThan(mostBytes);
        }
        return result;
    }
}
