package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OthersFirstTests {

    private static final int PROCESSORS = Integer.getInteger(
            "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());

    private final List<String> order = new ArrayList<>();

    @Test
    @DisplayName(
            "A request that waits for a processor runs after the answer and before the next request of the connection is looked for")
    void othersRunFirst() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> busy = keepBusy(PROCESSORS - 1, over);
        try {
            Thread.ofVirtual().start(this::serve).join();
        } finally {
            over.set(true);
            for (Thread thread : busy) {
                thread.join();
            }
        }
        assertThat(order).containsExactly("answer", "other", "look");
    }

    private void serve() {
        OthersFirst first = new OthersFirst(adapter(() -> order.add("answer")));
        Thread other = Thread.ofVirtual().start(() -> order.add("other"));
        try {
            first.service(new Request(), new Response());
            order.add("look");
            other.join();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** All processors that virtual threads have but one. */
    private static List<Thread> keepBusy(int processors, AtomicBoolean over) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(processors);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < processors; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                running.countDown();
                while (!over.get()) {
                    Thread.onSpinWait();
                }
            }));
        }
        running.await();
        return threads;
    }

    private static Adapter adapter(Runnable service) {
        return (Adapter) Proxy.newProxyInstance(
                Adapter.class.getClassLoader(), new Class<?>[] {Adapter.class}, (proxy, method, arguments) -> {
                    service.run();
                    return null;
                });
    }
}
