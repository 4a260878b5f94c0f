package dev.upserter.state.lost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.CompoundKey;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Fingerprinter;
import dev.upserter.problem.ProblemException;
import dev.upserter.state.EntryKind;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import dev.upserter.state.lost.Losses.Fate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of what was taken away, and what a state makes of it. */
class LossesTest {
    private static final String WORKSPACE = "w";

    @TempDir
    Path folder;

    private Path sync;
    private LostRecord record;

    @BeforeEach
    void place() {
        sync = folder.resolve("sync");
        record = new LostRecord(folder.resolve("lost"));
    }

    private static Identifier person(String id) {
        return new Identifier(IdentifierType.ID, JsonValue.ofText(id));
    }

    private void record(String month, LossLog.Recording what) throws IOException {
        try (var log = LossLog.open(record, Instant.parse(month + "-07T00:00:00Z"))) {
            log.record(what);
        }
    }

    private void lose(String id) throws IOException {
        record("2026-11", lines -> lines.lost(person(id)));
    }

    private Fate fate(String id) throws IOException {
        return Losses.unheard(record, sync, WORKSPACE, false).of(entry(id), "id", List.of(person(id)));
    }

    private static StateEntry entry(String key) {
        return StateEntry.of(
                EntryKind.PRESENT,
                1,
                new byte[Fingerprinter.LENGTH],
                key.getBytes(StandardCharsets.UTF_8),
                new byte[0]);
    }

    @Test
    void whatWasHeardIsHeardOnce() throws IOException {
        assertThat(fate("a")).isEqualTo(Fate.THERE);
        lose("a");
        assertThat(fate("a")).isEqualTo(Fate.LOST);
        assertThat(fate("b")).isEqualTo(Fate.THERE);

        Losses.heard(record.end(), sync, WORKSPACE);
        assertThat(fate("a")).isEqualTo(Fate.THERE);
        lose("b");
        lose("a");
        assertThat(fate("a")).isEqualTo(Fate.LOST);
        assertThat(fate("b")).isEqualTo(Fate.LOST);
    }

    @Test
    void whatIsTakenAwayWhileARunSendsIsInDoubt() throws IOException {
        lose("a");
        Losses.heard(record.end(), sync, WORKSPACE);
        Losses.sends(true, record, sync, WORKSPACE);
        lose("b");
        assertThat(fate("b")).as("the run was cut off").isEqualTo(Fate.PERHAPS_LOST);
        Losses.sends(false, record, sync, WORKSPACE);
        lose("c");

        assertThat(Stream.of("a", "b", "c").map(this::unchecked))
                .containsExactly(Fate.THERE, Fate.PERHAPS_LOST, Fate.LOST);
        lose("b");
        assertThat(fate("b")).isEqualTo(Fate.LOST);
    }

    @Test
    void aRunBeforeAnythingWasTakenAwayWritesNothing() throws IOException {
        Losses.sends(true, record, sync, WORKSPACE);
        assertThat(sync).doesNotExist();
        lose("a");
        assertThat(Losses.unheard(record, sync, WORKSPACE, true).mayHave(person("a")))
                .isTrue();
        StateEntry entry = entry("a");
        assertThat(Losses.unheard(record, sync, WORKSPACE, true).of(entry, "id", List.of(person("a"))))
                .as("the run was cut off")
                .isEqualTo(Fate.PERHAPS_LOST);
        Losses.sends(false, record, sync, WORKSPACE);
        assertThat(fate("a")).isEqualTo(Fate.PERHAPS_LOST);
    }

    private Fate unchecked(String id) {
        try {
            return fate(id);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatAStateKnowsByAKeyIsLostForStatesOfTheSameScope() throws IOException {
        record("2026-11", lines -> lines.lost("members of segment 7 by id", new byte[] {'a'}));
        StateEntry entry = entry("a");
        Losses losses = Losses.unheard(record, sync, WORKSPACE, false);
        assertThat(losses.of(entry, "members of segment 7 by id", List.of())).isEqualTo(Fate.LOST);
        assertThat(losses.of(entry, "members of segment 8 by id", List.of(person("a"))))
                .isEqualTo(Fate.THERE);
    }

    @Test
    void aTornLineCountsForNothing() throws IOException {
        lose("a");
        Path file = folder.resolve("lost/2026-11");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, new byte[] {'\n', '-', ' ', 'a', 'b'}, StandardOpenOption.APPEND);
        assertThat(record.end()).containsEntry("2026-11", whole.length + 1L);
        Losses.heard(record.end(), sync, WORKSPACE);
        lose("b");
        assertThat(fate("a")).isEqualTo(Fate.THERE);
        assertThat(fate("b")).isEqualTo(Fate.LOST);
    }

    /** After a power failure, or where another record was put in its place. */
    @Test
    void aRecordThatIsShorterThanWhatWasHeardIsHeardFromItsBeginning() throws IOException {
        lose("a");
        lose("b");
        Losses.heard(record.end(), sync, WORKSPACE);
        Files.delete(folder.resolve("lost/2026-11"));
        lose("c");
        assertThat(fate("c")).isEqualTo(Fate.LOST);
        assertThat(fate("a")).isEqualTo(Fate.THERE);

        Losses.sends(true, record, sync, WORKSPACE);
        assertThat(fate("c")).isEqualTo(Fate.PERHAPS_LOST);
    }

    @Test
    void whoIsBackIsNotLostNow() throws IOException {
        lose("a");
        lose("b");
        record("2026-12", lines -> lines.isBack(person("a")));
        LostNow lost = LostNow.read(record);
        assertThat(lost.has(person("a"))).isFalse();
        assertThat(lost.has(person("b"))).isTrue();
        assertThat(fate("a")).as("what belonged to them is gone all the same").isEqualTo(Fate.LOST);
    }

    @Test
    void whatIsInDoubtAlreadyDoesNotChange() throws IOException {
        byte[] fingerprint = new byte[Fingerprinter.LENGTH];
        fingerprint[0] = 1;
        StateEntry sure = StateEntry.of(EntryKind.PRESENT, 1, fingerprint, new byte[] {'a'}, new byte[0]);
        var bytes = new GrowingBytes(64);
        assertThat(HeardPeople.write(sure, Fate.PERHAPS_LOST, bytes)).isTrue();
        StateEntries.in(bytes).forEach(unsure -> {
            assertThat(HeardPeople.changes(unsure, Fate.PERHAPS_LOST)).isFalse();
            assertThat(HeardPeople.changes(unsure, Fate.LOST)).isTrue();
        });
        assertThat(HeardPeople.changes(sure, Fate.THERE)).isFalse();
    }

    @Test
    void onlyPeopleAreLostNow() throws IOException {
        CompoundKey thing = new CompoundKey("object", null, List.of(JsonValue.ofInteger(1), JsonValue.ofText("x")));
        record("2026-11", lines -> {
            lines.lost(thing);
            lines.lost("members of segment 7 by id", new byte[] {'a'});
        });
        assertThat(record.lost().isEmpty()).isTrue();
        StateEntry entry = entry("b");
        assertThat(Losses.unheard(record, sync, WORKSPACE, false).of(entry, "objects", List.of(thing)))
                .isEqualTo(Fate.LOST);
    }

    @Test
    void monthsAreKeptForAYear() throws IOException {
        lose("a");
        record("2027-12", lines -> lines.lost(person("b")));
        assertThat(record.end()).containsOnlyKeys("2026-11", "2027-12");
        record("2028-01", lines -> lines.lost(person("c")));
        assertThat(record.end()).containsOnlyKeys("2027-12", "2028-01");
    }

    /** A link that leads nowhere is listed, and cannot be opened. */
    @Test
    void aMonthThatIsRemovedMeanwhileIsAbsent() throws IOException {
        lose("a");
        Files.createSymbolicLink(folder.resolve("lost/2025-09"), folder.resolve("nowhere"));
        assertThat(record.end()).containsOnlyKeys("2026-11");
        assertThat(LostNow.read(record).has(person("a"))).isTrue();
    }

    @Test
    void aRecordWithoutItsKeyIsNotReadAsAnother() throws IOException {
        lose("a");
        Files.delete(folder.resolve("lost/key"));
        assertThatThrownBy(() -> fate("a")).isInstanceOf(ProblemException.class).hasMessageContaining("taken away");
    }

    /** It shares its key's format with the record of suppressed people, which is another. */
    @Test
    void aDamagedKeyIsThatOfThisRecord() throws IOException {
        lose("a");
        Files.writeString(folder.resolve("lost/key"), "{}");
        assertThatThrownBy(() -> lose("b"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("taken away")
                .hasMessageNotContaining("suppressed");
    }

    @Test
    void aSetHasWhatWasAddedAndNotTakenOut() {
        var random = new Random(7);
        var set = new LongSet();
        var expected = new HashSet<Long>();
        for (int i = 0; i < 20_000; i++) {
            long number = random.nextInt(300) * 16L;
            if (random.nextBoolean()) {
                set.add(number);
                expected.add(number);
            } else {
                set.remove(number);
                expected.remove(number);
            }
        }
        assertThat(set.size()).isEqualTo(expected.size());
        for (long number = 0; number < 300 << 4; number++) {
            assertThat(set.contains(number)).isEqualTo(expected.contains(number));
        }
    }
}
