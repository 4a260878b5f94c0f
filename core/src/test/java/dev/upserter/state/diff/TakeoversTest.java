package dev.upserter.state.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.GrowingBytes;
import dev.upserter.memory.MemoryShare;
import dev.upserter.plan.Fingerprinter;
import dev.upserter.state.EntryKind;
import dev.upserter.state.StateEntry;
import dev.upserter.state.diff.Takeovers.Holder;
import dev.upserter.state.diff.Takeovers.Turn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TakeoversTest {
    private static final int TOO_MANY = (1 << 20) + 1;

    private final Takeovers takeovers = new Takeovers(true, true, false, MemoryShare.UNLIMITED);

    private static StateEntry entry(String key, long hash, long other) {
        byte[] fingerprint = new byte[Fingerprinter.LENGTH];
        Arrays.fill(fingerprint, (byte) 9);
        StateEntry.putOther(other, fingerprint, 0);
        return StateEntry.of(EntryKind.PRESENT, hash, fingerprint, key.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    @Test
    void whoeverWasForgottenIsFoundAmongAll() {
        for (int i = 1; i <= TOO_MANY; i++) {
            takeovers.holds(1_000 + i, i, Holder.STAYS);
        }
        takeovers.takes(7, -1, 5, true);
        takeovers.takes(8, -2, 0, false);
        assertThat(takeovers.hasForgotten()).isTrue();
        long[] taken = takeovers.taken();
        takeovers.show(entry("a", -11, 7), taken);
        takeovers.show(entry("b", -12, 8), taken);
        takeovers.show(entry("c", -13, 9), taken);
        takeovers.settle();

        assertThat(takeovers.isIncomplete()).isFalse();
        assertThat(takeovers.isDoubted(-1)).isTrue();
        assertThat(takeovers.before(-1)).isEqualTo(5);
        assertThat(takeovers.isDoubted(-2)).isFalse();
        assertThat(takeovers.isRenamed(-12)).isTrue();
        assertThat(takeovers.isRenamed(-13)).isFalse();
    }

    @Test
    void tooManyTakersLeaveADoubtOnlyWhereSomebodyHoldsSomething() {
        for (int i = 1; i <= TOO_MANY; i++) {
            takeovers.takes(1_000 + i, i, 0, false);
        }
        takeovers.holds(7, -1, Holder.GOES);
        takeovers.settle();
        assertThat(takeovers.isIncomplete()).isTrue();
        assertThat(takeovers.isEmpty()).isTrue();
    }

    @Test
    void whoGoesIsFirstForAKnownTakerAndLastForANewOne() {
        takeovers.holds(7, 1, Holder.GOES);
        takeovers.holds(8, 2, Holder.GOES);
        takeovers.holds(9, 3, Holder.CHANGES);
        takeovers.takes(7, 11, 0, true);
        takeovers.takes(8, 12, 0, false);
        takeovers.takes(9, 13, 0, false);
        takeovers.settle();

        assertThat(takeovers.turn(1)).isEqualTo(Turn.FIRST);
        assertThat(takeovers.turn(2)).isEqualTo(Turn.LAST);
        assertThat(takeovers.turn(3)).isEqualTo(Turn.FIRST);
        assertThat(takeovers.turn(11)).isEqualTo(Turn.NEXT);
        assertThat(takeovers.doubted()).isZero();
    }

    /** Builds before this had bits of the values there. */
    @Test
    void anEntryComparesWhateverIsKnownOfTheOtherIdentifier() {
        var head = new GrowingBytes(64);
        entry("a", 1, 7).writeHead(EntryKind.PRESENT, head);
        StateEntry former = entry("a", 1, 0xFF_0123_4567L);
        assertThat(former.hasFingerprintOf(head)).isTrue();
        assertThat(former.other()).isEqualTo(0xFF_0123_4567L);
        assertThat(StateEntry.otherOfHead(head)).isEqualTo(7);

        var doubtful = new GrowingBytes(64);
        former.writeUnsure(3, doubtful);
        var unsure = new StateEntry();
        assertThat(unsure.look(doubtful.bytes(), 0, doubtful.length())).isTrue();
        assertThat(unsure.isUnsure()).isTrue();
        assertThat(unsure.other()).isEqualTo(3);
        assertThat(unsure.hasFingerprintOf(head)).isFalse();
    }
}
