package dev.upserter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MemoryBudgetTest {
    private static final long MB = 1 << 20;

    private final MemoryBudget budget = MemoryBudget.of(100 * MB);

    @Test
    void oneShareMayHoldAllOfIt() {
        try (var share = budget.open()) {
            assertThat(share.take(100 * MB)).isTrue();
            assertThat(share.take(1)).isFalse();
            share.give(MB);
            assertThat(share.take(MB)).isTrue();
        }
        assertThat(budget.taken()).isZero();
        assertThat(budget.shares()).isZero();
    }

    @Test
    void aRunCountsWithWhatItTakesInAnyCase() {
        try (var share = budget.share().open()) {
            assertThat(budget.taken()).isEqualTo(MemoryBudget.OF_A_RUN);
            assertThat(share.take(100 * MB - MemoryBudget.OF_A_RUN)).isTrue();
            assertThat(share.take(1)).isFalse();
        }
        assertThat(budget.taken()).isZero();
    }

    @Test
    void eachOfSeveralMayHoldAsMuchAsTheOthers() {
        try (var one = budget.open();
                var other = budget.open()) {
            assertThat(one.take(51 * MB)).isFalse();
            assertThat(one.take(50 * MB)).isTrue();
            assertThat(other.take(50 * MB)).isTrue();
        }
    }

    @Test
    void theFirstHasToGiveBackBeforeTheSecondGetsItsPart() {
        try (var first = budget.open()) {
            first.take(90 * MB);
            try (var second = budget.open()) {
                assertThat(first.isOver()).isTrue();
                assertThat(second.take(20 * MB)).isFalse();
                first.give(40 * MB);
                assertThat(first.isOver()).isFalse();
                assertThat(second.take(20 * MB)).isTrue();
                assertThat(first.take(1)).isFalse();
            }
            assertThat(first.take(50 * MB)).isTrue();
        }
    }

    @Test
    void whatIsKeptForLongLeavesAThirdToWhatPassesThrough() {
        try (var share = budget.open()) {
            assertThat(share.keep(67 * MB)).isFalse();
            assertThat(share.keep(66 * MB)).isTrue();
            assertThat(share.keep(MB)).isFalse();
            assertThat(share.take(34 * MB)).isTrue();
            share.forget(66 * MB);
            assertThat(share.keep(MB)).isTrue();
        }
        assertThat(budget.taken()).isZero();
    }

    @Test
    void whatIsRequiredIsThereAndCounts() {
        try (var share = budget.open()) {
            share.require(120 * MB);
            assertThat(share.isOver()).isTrue();
            assertThat(share.take(1)).isFalse();
            share.give(120 * MB);
            assertThat(share.take(1)).isTrue();
        }
    }

    @Test
    void itIsTightOnlyWhereOthersRun() {
        try (var one = budget.open()) {
            assertThat(one.isTight(1_000 * MB)).isFalse();
            try (var other = budget.open()) {
                assertThat(one.isTight(51 * MB)).isTrue();
                assertThat(other.isTight(50 * MB)).isFalse();
            }
        }
    }

    @Test
    void aShareThatIsNotOpenTakesNothingOfIt() {
        MemoryShare share = budget.share();

        assertThat(share.take(1_000 * MB)).isTrue();
        share.close();

        assertThat(budget.taken()).isZero();
        assertThat(budget.shares()).isZero();
    }

    @Test
    void aBudgetInWhichNoRunWorksIsRefused() {
        assertThatThrownBy(() -> MemoryBudget.of(MemoryBudget.LEAST - 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
