package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.memory.MemoryBudget;
import dev.upserter.memory.MemoryShare;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeyWindowTest {
    private static final int KEPT = 786_432;

    private final KeyWindow window = new KeyWindow(MemoryShare.UNLIMITED);

    @Test
    void aKeyWithAnotherValueIsFoundAndTheFirstValueStands() {
        assertThat(window.hasOther(hash(1), hash(10))).isFalse();
        assertThat(window.hasOther(hash(1), hash(10))).isFalse();
        assertThat(window.hasOther(hash(1), hash(11))).isTrue();
        assertThat(window.hasOther(hash(1), hash(10))).isFalse();
        assertThat(window.hasOther(hash(2), hash(11))).isFalse();
    }

    @Test
    void withLessMemoryItRemembersFewerKeysAndSaysHowMany() {
        MemoryBudget budget = MemoryBudget.of(MemoryBudget.LEAST);
        try (MemoryShare share = budget.open()) {
            var small = new KeyWindow(share);
            for (int i = 0; i < 3 * KEPT; i++) {
                assertThat(small.hasOther(hash(i), 0)).isFalse();
            }
            assertThat(small.remembers()).isBetween(1 << 14, KEPT / 2);
            for (int i = 3 * KEPT - small.remembers(); i < 3 * KEPT; i++) {
                assertThat(small.hasOther(hash(i), -1)).isTrue();
            }
            assertThat(budget.taken()).isBetween(1L, MemoryBudget.LEAST);
        }
        assertThat(budget.taken()).isZero();
    }

    @Test
    void keysThatWereOnlyNotedTakeTheirMemoryToo() {
        MemoryBudget budget = MemoryBudget.of(MemoryBudget.LEAST);
        try (MemoryShare share = budget.open()) {
            share.keep(MemoryBudget.LEAST / 3 * 2);
            var small = new KeyWindow(share);
            for (int i = 0; i < 100_000; i++) {
                assertThat(small.hasOther(hash(i), hash(i))).isFalse();
            }
            assertThat(small.hasOther(hash(99_999), 0)).isTrue();
            assertThat(small.hasOther(hash(1), 0)).isFalse();
            assertThat(small.remembers()).isEqualTo(1 << 14);
        }
    }

    @Test
    void anyBitsAreKeysAndValues() {
        for (long key : new long[] {0, 2, -1, Long.MIN_VALUE, 1L << 32}) {
            assertThat(window.hasOther(key, 0)).isFalse();
            assertThat(window.hasOther(key, 0)).isFalse();
            assertThat(window.hasOther(key, -1)).isTrue();
        }
    }

    @Test
    void theLastKeysAreKnownAndThoseLongBeforeAreForgotten() {
        for (int i = 0; i < KEPT; i++) {
            assertThat(window.hasOther(hash(i), 0)).isFalse();
        }
        assertThat(window.isForgetful()).isFalse();
        for (int i = 0; i < KEPT; i++) {
            assertThat(window.hasOther(hash(i), -1)).isTrue();
        }
        for (int i = KEPT; i < 3 * KEPT; i++) {
            assertThat(window.hasOther(hash(i), 0)).isFalse();
        }
        assertThat(window.isForgetful()).isTrue();
        for (int i = 2 * KEPT; i < 3 * KEPT; i++) {
            assertThat(window.hasOther(hash(i), -1)).isTrue();
        }
        assertThat(window.hasOther(hash(1), -1)).isFalse();
    }

    @Test
    void keysThatWereTheirOwnValuesAreRememberedTooOnceAnotherComes() {
        for (int i = 0; i < KEPT + 10; i++) {
            assertThat(window.hasOther(hash(i), hash(i))).isFalse();
        }
        assertThat(window.isForgetful()).isFalse();
        assertThat(window.hasOther(hash(KEPT + 9), 0)).isTrue();
        assertThat(window.isForgetful()).isTrue();
        for (int i = KEPT; i < KEPT + 10; i++) {
            assertThat(window.hasOther(hash(i), hash(i))).isFalse();
            assertThat(window.hasOther(hash(i), 0)).isTrue();
        }
        assertThat(window.hasOther(hash(9), 0)).isFalse();
    }

    @Test
    void keysThatComeAgainAndAgainAreComparedWithTheirFirstValue() {
        var random = new Random(3);
        int[] first = new int[100_000];
        for (int i = 0; i < 1_000_000; i++) {
            int key = random.nextInt(first.length);
            int value = 1 + random.nextInt(3);
            first[key] = first[key] == 0 ? value : first[key];
            assertThat(window.hasOther(hash(key), (long) value << 60)).isEqualTo(first[key] != value);
        }
        assertThat(window.isForgetful()).isFalse();
    }

    @Test
    void keysThatFollowEachOtherDoNotCollide() {
        for (int i = 0; i < 300_000; i++) {
            assertThat(window.hasOther(i, 0)).isFalse();
        }
        for (int i = 1; i < 300_000; i++) {
            assertThat(window.hasOther((long) i << 32, -1)).isFalse();
        }
    }

    private static long hash(int i) {
        return new Random(i).nextLong();
    }
}
