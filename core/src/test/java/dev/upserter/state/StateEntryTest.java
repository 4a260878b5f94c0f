package dev.upserter.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.json.GrowingBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateEntryTest {
    private static final byte[] FINGERPRINT = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
    private static final byte[] KEY = "an\u00e4".getBytes(StandardCharsets.UTF_8);
    private static final byte[] VALUES = "{\"n\":1}".getBytes(StandardCharsets.UTF_8);

    private static StateEntry entry(EntryKind kind, byte[] values) {
        return StateEntry.of(kind, 0xFEDC_BA98_7654_3210L, FINGERPRINT, KEY, values);
    }

    private static GrowingBytes written(StateEntry... entries) {
        var out = new GrowingBytes(8);
        for (StateEntry entry : entries) {
            entry.write(out);
        }
        return out;
    }

    /** States on disk contain these bytes. */
    @Test
    void itsBytesStayWhatTheyAre() {
        assertThat(HexFormat.of()
                        .formatHex(written(entry(EntryKind.MARKED, VALUES)).toArray()))
                .isEqualTo("01" + "fedcba9876543210" + "000102030405060708090a0b0c0d0e0f" + "04" + "616ec3a4" + "07"
                        + HexFormat.of().formatHex(VALUES));
        assertThat(Arrays.stream(EntryKind.values()).map(EntryKind::code)).containsExactly(0, 1, 2, 3, 4);
    }

    @ParameterizedTest
    @EnumSource(EntryKind.class)
    void whatWasWrittenIsReadAgain(EntryKind kind) throws IOException {
        var read = new ArrayList<String>();
        StateEntries.in(written(entry(kind, VALUES), entry(kind, new byte[0]))).forEach(entry -> {
            assertThat(entry.kind()).isEqualTo(kind);
            assertThat(entry.hash()).isEqualTo(0xFEDC_BA98_7654_3210L);
            assertThat(entry.fingerprint()).isEqualTo(FINGERPRINT);
            assertThat(entry.key()).isEqualTo("an\u00e4");
            read.add(new String(entry.values(), StandardCharsets.UTF_8));
        });
        assertThat(read).containsExactly("{\"n\":1}", "");
    }

    @Test
    void aHeadHasItsKeyAndBecomesAnEntry() throws IOException {
        var out = new GrowingBytes(8);
        out.put(7);
        entry(EntryKind.PRESENT, VALUES).writeHead(EntryKind.FORGOTTEN, out);

        assertThat(StateEntry.keyOfHead(out.bytes(), 1, out.length())).isEqualTo("an\u00e4");
        assertThat(StateEntry.firstOfHash(out.bytes(), 1)).isEqualTo(0xFE);
        StateEntry.writeNoValues(out);
        new StateEntries(out.bytes(), 1, out.length()).forEach(entry -> {
            assertThat(entry.kind()).isEqualTo(EntryKind.FORGOTTEN);
            assertThat(entry.values()).isEmpty();
        });
    }

    @Test
    void oneOfAnUnknownFingerprintIsUnsureUnlessItWasOnlySeen() throws IOException {
        var out = new GrowingBytes(8);
        entry(EntryKind.MARKED, VALUES).writeUnsure(out);
        entry(EntryKind.MARKED, VALUES).writeSeen(out);
        entry(EntryKind.PRESENT, VALUES).write(out);
        var unsure = new ArrayList<Boolean>();
        StateEntries.in(out).forEach(entry -> unsure.add(entry.isUnsure()));

        assertThat(unsure).containsExactly(true, false, false);
    }

    /** States of earlier versions have none of it, and are read as they are. */
    @Test
    void whatElseIsSaidComesAfterTheValues() throws IOException {
        var more = StateEntry.of(EntryKind.GONE, 0xFEDC_BA98_7654_3210L, FINGERPRINT, KEY, VALUES, new byte[] {7, 8});
        assertThat(HexFormat.of().formatHex(written(more).toArray()))
                .isEqualTo("14" + "fedcba9876543210" + "000102030405060708090a0b0c0d0e0f" + "04" + "616ec3a4" + "07"
                        + HexFormat.of().formatHex(VALUES) + "020708");

        var out = new GrowingBytes(8);
        more.writeWithoutValues(out);
        more.writeUnsure(out);
        more.writeSeen(out);
        var read = new ArrayList<String>();
        StateEntries.in(out)
                .forEach(entry -> read.add(entry.kind() + " " + entry.values().length + " " + entry.more().length));
        assertThat(read).containsExactly("GONE 0 2", "PRESENT 7 2", "SEEN 0 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void whatIsCutOffOrDamagedIsRefused(int more) {
        byte[] bytes = written(StateEntry.of(EntryKind.PRESENT, 1, FINGERPRINT, KEY, VALUES, new byte[more]))
                .toArray();
        for (int length = 1; length < bytes.length; length++) {
            var torn = new StateEntries(bytes, 0, length);
            assertThatThrownBy(() -> torn.forEach(entry -> {})).isInstanceOf(IOException.class);
        }
        bytes[0] = 5;
        assertThatThrownBy(() -> new StateEntries(bytes, 0, bytes.length).forEach(entry -> {}))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> StateEntry.of(EntryKind.PRESENT, 1, new byte[3], KEY, VALUES))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void entriesAreAPartOfBytesThatAreSomebodyElses() throws IOException {
        var out = new GrowingBytes(8);
        out.put(7);
        int from = out.length();
        entry(EntryKind.PRESENT, VALUES).write(out);
        var entries = new StateEntries(out.bytes(), from, out.length());
        var copy = new GrowingBytes(8);
        entries.write(copy);

        assertThat(entries.from()).isEqualTo(1);
        assertThat(entries.length()).isEqualTo(out.length() - 1);
        assertThat(entries.isEmpty()).isFalse();
        assertThat(new StateEntries(out.bytes(), 3, 3).isEmpty()).isTrue();
        assertThat(copy.toArray())
                .isEqualTo(written(entry(EntryKind.PRESENT, VALUES)).toArray());
        assertThat(entries).hasToString("StateEntries[" + (out.length() - 1) + "]");
    }

    @Test
    void aHeadBehindOtherBytesKeepsThem() throws IOException {
        var out = new GrowingBytes(8);
        out.put(7);
        entry(EntryKind.MARKED, VALUES).writeUnsure(out);
        entry(EntryKind.MARKED, VALUES).writeWithoutValues(out);
        var kinds = new ArrayList<String>();
        new StateEntries(out.bytes(), 1, out.length())
                .forEach(entry -> kinds.add(entry + " " + entry.key() + " " + entry.values().length));

        assertThat(out.bytes()[0]).isEqualTo((byte) 7);
        assertThat(kinds).containsExactly("StateEntry[PRESENT] an\u00e4 7", "StateEntry[MARKED] an\u00e4 0");
    }

    @Test
    void entriesAreInTheOrderOfTheirHashesWithoutASignAndThenOfTheirKeys() {
        StateEntry low = StateEntry.of(EntryKind.PRESENT, 1, FINGERPRINT, KEY, VALUES);
        StateEntry high = StateEntry.of(EntryKind.PRESENT, -1, FINGERPRINT, KEY, VALUES);
        StateEntry other = StateEntry.of(EntryKind.PRESENT, 1, FINGERPRINT, new byte[] {'b'}, VALUES);

        assertThat(low.compareWith(high)).isNegative();
        assertThat(high.compareWith(low)).isPositive();
        assertThat(low.compareWith(other)).isNegative();
        assertThat(low.compareWith(StateEntry.of(EntryKind.MARKED, 1, new byte[16], KEY, new byte[0])))
                .isZero();
    }

    @Test
    void aHeadSaysWhatItsEntryDoesWhereverItIs() {
        var out = new GrowingBytes(8);
        out.put(7);
        StateEntry.writeHead(EntryKind.MARKED, -1, FINGERPRINT, KEY, 0, KEY.length, out);

        assertThat(StateEntry.kindOfHead(out.bytes(), 1)).isEqualTo(EntryKind.MARKED);
        assertThat(StateEntry.fingerprintOfHead(out.bytes(), 1)).isEqualTo(FINGERPRINT);
        StateEntry.setKind(EntryKind.GONE, 1, out);
        assertThat(StateEntry.kindOfHead(out.bytes(), 1)).isEqualTo(EntryKind.GONE);
        assertThat(out.bytes()[0]).isEqualTo((byte) 7);
    }

    @Test
    void whetherMoreIsSaidIsKnown() {
        assertThat(entry(EntryKind.PRESENT, VALUES).saysMore()).isFalse();
        assertThat(StateEntry.of(EntryKind.PRESENT, 1, FINGERPRINT, KEY, VALUES, new byte[] {1})
                        .saysMore())
                .isTrue();
    }

    @Test
    void aKeyIsNotBeforeItself() {
        StateEntry entry = entry(EntryKind.PRESENT, VALUES);

        assertThat(entry.isKeyBefore(KEY)).isFalse();
        assertThat(entry.isKeyBefore(new byte[0])).isFalse();
        assertThat(entry.isKeyBefore(new byte[] {'b'})).isTrue();
        assertThat(entry.isKeyBefore(new byte[] {(byte) 0xFF}))
                .as("without a sign")
                .isTrue();
    }

    /** A length that no entry has is damage, and not an entry whose rest is still to come. */
    @ParameterizedTest
    @ValueSource(ints = {1 << 24, (1 << 24) + 1})
    void aKeyHasSixteenMillionBytesAtMost(int length) {
        var out = new GrowingBytes(64);
        out.put(EntryKind.PRESENT.code());
        out.putLong(1);
        out.put(FINGERPRINT);
        out.putVarint(length);
        var entry = new StateEntry();

        if (length == 1 << 24) {
            assertThat(entry.look(out.bytes(), 0, out.length())).isFalse();
        } else {
            assertThatThrownBy(() -> entry.look(out.bytes(), 0, out.length()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
