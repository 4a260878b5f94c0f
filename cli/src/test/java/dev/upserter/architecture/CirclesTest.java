package dev.upserter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CirclesTest {
    @Test
    void aCircleHoldsAllThatLeadBackToEachOther() {
        Map<String, Set<String>> dependencies = Map.of(
                "a", Set.of("b", "elsewhere"),
                "b", Set.of("c", "d"),
                "c", Set.of("a"),
                "d", Set.of("e"),
                "e", Set.of("d"),
                "f", Set.of("f", "a"));

        assertThat(Circles.in(dependencies)).containsExactlyInAnyOrder(Set.of("a", "b", "c"), Set.of("d", "e"));
    }

    @Test
    void whatLeadsOneWayIsNoCircle() {
        assertThat(Circles.in(Map.of("a", Set.of("b", "c"), "b", Set.of("c"), "c", Set.of())))
                .isEmpty();
    }
}
