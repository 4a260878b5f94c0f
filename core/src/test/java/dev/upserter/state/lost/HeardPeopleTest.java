package dev.upserter.state.lost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Subject;
import dev.upserter.plan.Fingerprinter;
import dev.upserter.state.Acknowledgements;
import dev.upserter.state.EntryKind;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import dev.upserter.state.lost.Losses.Fate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a state says once it has heard what was taken away, and how that is recorded. */
class HeardPeopleTest {
    private static final Instant NOW = Instant.parse("2026-11-07T00:00:00Z");

    @TempDir
    Path folder;

    private static StateEntry entry(EntryKind kind, String key) {
        byte[] fingerprint = new byte[Fingerprinter.LENGTH];
        fingerprint[0] = 7;
        return StateEntry.of(
                kind,
                key.hashCode(),
                fingerprint,
                key.getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static Subject person(String id) {
        return new Identifier(IdentifierType.ID, JsonValue.ofText(id));
    }

    /** People in memory, of whom it is known whether they were closed. */
    private static final class Known implements KnownPeople {
        private final Iterator<StateEntry> entries;
        private StateEntry entry = HeardPeopleTest.entry(EntryKind.PRESENT, "");
        private boolean isClosed;

        Known(StateEntry... entries) {
            this.entries = List.of(entries).iterator();
        }

        @Override
        public boolean next() {
            boolean hasNext = entries.hasNext();
            entry = hasNext ? entries.next() : entry;
            return hasNext;
        }

        @Override
        public StateEntry entry() {
            return entry;
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    @Test
    void whoIsLostIsNotKnownAndWhoMayBeIsInDoubt() throws IOException {
        var known = new Known(
                entry(EntryKind.PRESENT, "lost"),
                entry(EntryKind.PRESENT, "perhaps"),
                entry(EntryKind.PRESENT, "there"),
                entry(EntryKind.GONE, "perhaps"),
                entry(EntryKind.MARKED, "lost"));
        var heard = new ArrayList<String>();
        try (var people = new HeardPeople(
                known,
                entry -> Map.of("lost", Fate.LOST, "perhaps", Fate.PERHAPS_LOST)
                        .getOrDefault(entry.key(), Fate.THERE))) {
            while (people.next()) {
                StateEntry entry = people.entry();
                heard.add(entry.key() + " " + entry.kind() + " " + entry.isUnsure());
            }
            assertThat(people.next()).isFalse();
        }

        assertThat(heard).containsExactly("perhaps PRESENT true", "there PRESENT false", "perhaps GONE false");
        assertThat(known.isClosed).isTrue();
    }

    @Test
    void theStateIsToSayWhatBecameOfAnEntryUnlessItDoes() {
        var out = new GrowingBytes(8);

        assertThat(HeardPeople.write(entry(EntryKind.PRESENT, "a"), Fate.THERE, out))
                .isFalse();
        assertThat(HeardPeople.write(entry(EntryKind.GONE, "a"), Fate.PERHAPS_LOST, out))
                .isFalse();
        assertThat(HeardPeople.write(entry(EntryKind.PRESENT, "a"), Fate.LOST, out))
                .isTrue();
        assertThat(kinds(out)).containsExactly("a FORGOTTEN ");
        assertThat(HeardPeople.write(entry(EntryKind.PRESENT, "b"), Fate.PERHAPS_LOST, out))
                .as("in place of what the bytes held")
                .isTrue();
        assertThat(kinds(out)).containsExactly("b PRESENT {}");
        assertThat(HeardPeople.write(entry(EntryKind.PRESENT, "a"), Fate.THERE, out))
                .isFalse();
        assertThat(out.length()).isZero();
    }

    private static List<String> kinds(GrowingBytes written) {
        var kinds = new ArrayList<String>();
        try {
            StateEntries.in(written)
                    .forEach(entry -> kinds.add(entry.key() + " " + entry.kind() + " "
                            + new String(entry.values(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return kinds;
    }

    /** Takes acknowledgements, and may fail. */
    private static final class Taken implements Acknowledgements {
        private final List<String> taken = new ArrayList<>();
        private boolean isBroken;

        @Override
        public void acknowledge(StateEntries entries) throws IOException {
            if (isBroken) {
                throw new IOException("killed");
            }
            entries.forEach(entry -> taken.add(entry.key()));
        }

        @Override
        public void force() {
            taken.add("forced");
        }

        @Override
        public String place() {
            return "somewhere";
        }
    }

    private static StateEntries acknowledged(String... keys) {
        var out = new GrowingBytes(64);
        Stream.of(keys).forEach(key -> entry(EntryKind.PRESENT, key).write(out));
        return StateEntries.in(out);
    }

    @Test
    void whatIsAcknowledgedIsRecordedBeforeTheStateHearsOfIt() throws IOException {
        var record = new LostRecord(folder.resolve("lost"));
        var state = new Taken();
        try (var log = LossLog.open(record, NOW, (entry, lines) -> lines.lost(person(entry.key())), state)) {
            log.acknowledge(acknowledged("a", "b"));
            assertThat(state.taken).containsExactly("a", "b");
            assertThat(LostNow.read(record).has(person("b"))).isTrue();
            assertThat(log.isForced()).as("a power failure may lose it").isFalse();

            state.isBroken = true;
            assertThatThrownBy(() -> log.acknowledge(acknowledged("c"))).hasMessage("killed");
            assertThat(LostNow.read(record).has(person("c"))).isTrue();
            assertThat(LostNow.read(record).has(person("d"))).isFalse();

            log.force();
            assertThat(log.isForced()).isTrue();
            assertThat(state.taken).endsWith("forced");
            assertThat(log.place()).isEqualTo("somewhere");
            assertThat(log.notesSending()).isFalse();
            assertThat(log.isDurableAtOnce()).isFalse();
        }
    }

    @Test
    void whatNoEntryTellsIsNothingInTheRecord() throws IOException {
        var record = new LostRecord(folder.resolve("lost"));
        try (var log = LossLog.open(record, NOW, (entry, lines) -> {}, new Taken())) {
            log.acknowledge(acknowledged("a"));
            assertThat(log.isForced()).isTrue();
        }

        assertThat(folder.resolve("lost/2026-11")).isEmptyFile();
        assertThat(LostNow.read(record).isEmpty()).isTrue();
        assertThat(LostNow.read(record)).isSameAs(LostNow.NOTHING);
    }

    @Test
    void aStateThatKeepsKeysHearsOfKeysAndOneOfPeopleOfPeople() throws IOException {
        var record = new LostRecord(folder.resolve("lost"));
        try (var log = LossLog.open(record, NOW)) {
            log.record(lines -> lines.lost("members of segment 7 by id", new byte[] {'a'}));
        }
        Losses losses = Losses.unheard(record, folder.resolve("sync"), "w", false);

        assertThat(losses.isEmpty()).isFalse();
        assertThat(losses.mayHave(person("a"))).as("nobody was taken away").isFalse();
        assertThat(losses.of(entry(EntryKind.PRESENT, "a"), "members of segment 7 by id", List.of(person("a"))))
                .isEqualTo(Fate.LOST);
        assertThat(losses.of(entry(EntryKind.PRESENT, "b"), "members of segment 7 by id", List.of()))
                .isEqualTo(Fate.THERE);
        assertThat(Losses.unheard(record, folder.resolve("sync"), "w", true)
                        .of(entry(EntryKind.PRESENT, "a"), "members of segment 7 by id", List.of()))
                .as("the last run was cut off")
                .isEqualTo(Fate.PERHAPS_LOST);
        assertThat(Losses.NONE.mayHave(person("a"))).isFalse();
        assertThat(Losses.NONE.of(entry(EntryKind.PRESENT, "a"), "id", List.of(person("a"))))
                .isEqualTo(Fate.THERE);
    }

    /** Lines are told apart by their length and first character; a kill may have torn any of them. */
    @Test
    void onlyWholeLinesOfAKnownKindCount() throws IOException {
        var record = new LostRecord(folder.resolve("lost"));
        try (var log = LossLog.open(record, NOW)) {
            log.record(lines -> lines.lost(person("a")));
        }
        Path file = folder.resolve("lost/2026-11");
        String line = Files.readString(file).strip();
        assertThat(line).matches("- [0-9a-f]{16}");

        Files.writeString(file, "\n" + line.replace('-', '?') + "\n\n- " + "g".repeat(16) + "\n\n" + line + "0\n");
        assertThat(LostNow.read(record).isEmpty()).isTrue();
        Files.writeString(file, line);
        assertThat(record.end()).as("a line without its end").containsEntry("2026-11", 0L);
        Files.writeString(file, "\n" + line + "\n");
        assertThat(record.end()).containsEntry("2026-11", 20L);
        assertThat(LostNow.read(record).has(person("a"))).isTrue();
    }

    @Test
    void whatWasHeardOfEachMonthIsHeardOnce() throws IOException {
        var record = new LostRecord(folder.resolve("lost"));
        Path sync = folder.resolve("sync");
        lose(record, "2026-11-30T23:59:59Z", "a");
        Losses.heard(record.end(), sync, "w");
        String heard = Files.readString(sync.resolve("heard"));
        assertThat(heard).isEqualTo("1 w\n2026-11 20 20\n");
        lose(record, "2026-12-01T00:00:00Z", "b");
        lose(record, "2026-11-30T23:59:59Z", "c");

        Losses losses = Losses.unheard(record, sync, "w", false);
        assertThat(Stream.of("a", "b", "c").map(id -> losses.mayHave(person(id))))
                .containsExactly(false, true, true);
        assertThat(Losses.unheard(record, sync, "another workspace", false).mayHave(person("a")))
                .isTrue();
        Files.writeString(sync.resolve("heard"), heard.replace("20 20", "twenty"));
        assertThat(Losses.unheard(record, sync, "w", false).mayHave(person("a")))
                .as("a line that cannot be read was not heard")
                .isTrue();
        Files.writeString(sync.resolve("heard"), heard.replace("1 w", "2 w"));
        assertThat(Losses.unheard(record, sync, "w", false).mayHave(person("a")))
                .isTrue();
    }

    private static void lose(LostRecord record, String time, String id) throws IOException {
        try (var log = LossLog.open(record, Instant.parse(time))) {
            log.record(lines -> lines.lost(person(id)));
        }
    }

    @Test
    void aSetCountsEachNumberOnceZeroIncluded() {
        var set = new LongSet();
        assertThat(set.isEmpty()).isTrue();
        long[] numbers = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 16, 32};
        Arrays.stream(numbers).forEach(set::add);
        Arrays.stream(numbers).forEach(set::add);

        assertThat(set.size()).isEqualTo(numbers.length);
        assertThat(set.contains(48)).isFalse();
        set.remove(0);
        set.remove(48);
        assertThat(set.size()).isEqualTo(numbers.length - 1);
        assertThat(set.contains(0)).isFalse();
        assertThat(set.contains(16)).isTrue();
    }
}
