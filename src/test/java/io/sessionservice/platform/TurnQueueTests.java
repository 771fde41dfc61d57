package io.sessionservice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnQueueTests {

    private final TurnQueue<String> queue = new TurnQueue<>(6);

    @Test
    void servesOneLineInItsOrder() {
        add("a", "a1", "a2", "a3");
        assertThat(queue.take(2)).containsExactly("a1", "a2");
        assertThat(queue.take(2)).containsExactly("a3");
        assertThat(queue.take(2)).isEmpty();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void servesLinesInTurnAndGoesOnWhereItStopped() {
        add("a", "a1", "a2", "a3");
        add("b", "b1", "b2");
        add("c", "c1");
        assertThat(queue.take(2)).containsExactly("a1", "b1");
        assertThat(queue.take(9)).containsExactly("c1", "a2", "b2", "a3");
    }

    @Test
    void refusesOneMoreOfTheLongestLine() {
        add("a", "a1", "a2", "a3", "a4", "a5", "a6");
        assertThat(queue.add("a", "a7")).isEqualTo("a7");
        assertThat(queue.size()).isEqualTo(6);
    }

    @Test
    void takesTheNewestOfTheLongestLineForOneOfAShorter() {
        add("a", "a1", "a2", "a3", "a4", "a5", "a6");
        assertThat(queue.add("b", "b1")).isEqualTo("a6");
        assertThat(queue.add("b", "b2")).isEqualTo("a5");
        assertThat(queue.add("b", "b3")).isEqualTo("a4");
        assertThat(queue.add("b", "b4")).as("no line is longer now").isEqualTo("b4");
        assertThat(queue.take(9)).containsExactly("a1", "b1", "a2", "b2", "a3", "b3");
    }

    @Test
    void keepsNothingOfAKeyThatWaitsForNothing() {
        add("a", "a1");
        queue.take(1);
        add("b", "b1");
        add("a", "a2");
        assertThat(queue.take(2)).containsExactly("b1", "a2");
    }

    private void add(String key, String... elements) {
        for (String element : elements) {
            assertThat(queue.add(key, element)).isNull();
        }
    }
}
