package dev.upserter.state.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.CompoundKey;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.PersonKey;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.state.Acknowledgements;
import dev.upserter.state.EntryKind;
import dev.upserter.state.RecordKey;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is recorded as suppressed, and what becomes of a damaged record. */
class SuppressedPeopleTest {
    @TempDir
    Path folder;

    /** A state that keeps what it was given. */
    private static final class Told implements Acknowledgements {
        private final List<String> told = new ArrayList<>();

        @Override
        public void acknowledge(StateEntries entries) {
            told.add("acknowledged " + entries.length());
        }

        @Override
        public void sending(StateEntries entries) {
            told.add("sending " + entries.length());
        }

        @Override
        public void tookNothing(StateEntries entries) {
            told.add("took nothing " + entries.length());
        }

        @Override
        public void leavesDoubt() {
            told.add("doubt");
        }

        @Override
        public void force() {
            told.add("forced");
        }

        @Override
        public String place() {
            return "the place";
        }
    }

    private static StateEntries entries(EntryKind kind, String... keys) {
        var written = new GrowingBytes(64);
        for (String key : keys) {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            StateEntry.of(kind, PersonKey.hash(bytes, 0, bytes.length), new byte[16], bytes, new byte[0])
                    .write(written);
        }
        return StateEntries.in(written);
    }

    private SuppressionLog open(@Nullable IdentifierType type, boolean isSuppressed) throws IOException {
        return SuppressionLog.open(folder, type, EntryKind.FORGOTTEN, isSuppressed, new Told(), InstantSource.system());
    }

    private void record(IdentifierType type, boolean isSuppressed, String... people) throws IOException {
        try (SuppressionLog log = open(type, isSuppressed)) {
            log.acknowledge(entries(EntryKind.FORGOTTEN, people));
        }
    }

    private boolean contains(IdentifierType type, String person) {
        return SuppressedPeople.read(folder).contains(new Identifier(type, JsonValue.ofText(person)));
    }

    @Test
    void nobodyIsRecordedInAFolderThatIsNotThereOrEmpty() throws IOException {
        assertThat(SuppressedPeople.read(folder.resolve("none")).isEmpty()).isTrue();
        open(IdentifierType.ID, true).close();
        assertThat(SuppressedPeople.read(folder).isEmpty()).isTrue();
        assertThat(SuppressedPeople.read(folder).count()).isZero();
        assertThat(contains(IdentifierType.ID, "ana")).isFalse();
        assertThat(SuppressedPeople.forget(folder)).isFalse();
    }

    @Test
    void aPersonIsKnownByTheIdentifierThatWasSuppressed() throws IOException {
        record(IdentifierType.EMAIL, true, "ana@x.org");

        assertThat(contains(IdentifierType.EMAIL, "ana@x.org")).isTrue();
        assertThat(contains(IdentifierType.EMAIL, "Ana@X.org")).isTrue();
        assertThat(contains(IdentifierType.ID, "ana@x.org")).isFalse();
        assertThat(contains(IdentifierType.EMAIL, "bo@x.org")).isFalse();
        assertThat(SuppressedPeople.read(folder).isEmpty()).isFalse();
    }

    @Test
    void whatBelongsToASuppressedPersonIsAboutThemAndAnObjectIsNot() throws IOException {
        record(IdentifierType.ID, true, "7");
        SuppressedPeople people = SuppressedPeople.read(folder);
        var ana = new Identifier(IdentifierType.ID, JsonValue.ofInteger(7));

        assertThat(people.contains(ana)).isTrue();
        assertThat(people.contains(CompoundKey.of("device", ana, JsonValue.ofText("token"))))
                .isTrue();
        JsonValue seven = JsonValue.ofInteger(7);
        assertThat(people.contains(new CompoundKey("object", null, List.of(seven))))
                .isFalse();
    }

    @Test
    void manyPeopleAreEachRecordedOnce() throws IOException {
        String[] people = IntStream.range(0, 3_000).mapToObj(i -> "person " + i).toArray(String[]::new);
        record(IdentifierType.ID, true, people);
        record(IdentifierType.ID, true, people[0], people[1]);
        SuppressedPeople read = SuppressedPeople.read(folder);

        assertThat(read.count()).isEqualTo(3_000);
        for (String person : people) {
            assertThat(read.contains(new Identifier(IdentifierType.ID, JsonValue.ofText(person))))
                    .isTrue();
        }
        assertThat(SuppressedPeople.forget(folder)).isTrue();
        assertThat(SuppressedPeople.read(folder).isEmpty()).isTrue();
    }

    @Test
    void theLastRecordOfAPersonCounts() throws IOException {
        record(IdentifierType.ID, true, "ana", "bo");
        record(IdentifierType.ID, false, "ana");
        assertThat(contains(IdentifierType.ID, "ana")).isFalse();
        assertThat(contains(IdentifierType.ID, "bo")).isTrue();

        record(IdentifierType.ID, true, "ana");
        assertThat(contains(IdentifierType.ID, "ana")).isTrue();
    }

    @Test
    void someAreReadWhoWereSuppressedBeforeATime() throws IOException {
        Instant noon = Instant.parse("2026-11-29T12:00:00Z");
        suppressAt(noon.minusSeconds(1), "ana", "bo");
        suppressAt(noon, "cleo", "bo");
        SuppressedPeople before = SuppressedPeople.readBefore(folder, noon);
        assertThat(before.contains(new Identifier(IdentifierType.ID, JsonValue.ofText("ana"))))
                .isTrue();
        assertThat(before.count()).as("bo was suppressed again").isEqualTo(1);
        assertThat(SuppressedPeople.read(folder).count()).isEqualTo(3);
    }

    private void suppressAt(Instant now, String... people) throws IOException {
        try (SuppressionLog log = SuppressionLog.open(
                folder, IdentifierType.ID, EntryKind.FORGOTTEN, true, new Told(), InstantSource.fixed(now))) {
            log.acknowledge(entries(EntryKind.FORGOTTEN, people));
        }
    }

    @Test
    void rowsMaySayWhichIdentifierOfAPersonIsSuppressed() throws IOException {
        try (SuppressionLog log = open(null, true)) {
            log.acknowledge(entries(EntryKind.FORGOTTEN, "email:ana@x.org", "id:7"));
        }

        assertThat(contains(IdentifierType.EMAIL, "ANA@x.org")).isTrue();
        assertThat(contains(IdentifierType.ID, "7")).isTrue();
        assertThat(contains(IdentifierType.EMAIL, "7")).isFalse();
    }

    @Test
    void entriesOfAnotherKindAreNotAboutSuppressedPeople() throws IOException {
        try (SuppressionLog log = open(IdentifierType.ID, true)) {
            log.acknowledge(entries(EntryKind.PRESENT, "ana"));
        }
        assertThat(SuppressedPeople.read(folder).isEmpty()).isTrue();
    }

    /** A line before it may be torn by a kill. */
    @Test
    void aTornLineHidesNoOther() throws IOException {
        record(IdentifierType.ID, true, "ana");
        Path file = folder.resolve(SuppressedPeople.FILE);
        String line = Files.readString(file).strip();
        Files.writeString(file, line.substring(0, line.length() - 1), StandardOpenOption.APPEND);
        record(IdentifierType.ID, true, "bo");
        Files.writeString(file, line.substring(0, 12), StandardOpenOption.APPEND);

        assertThat(SuppressedPeople.read(folder).count()).isEqualTo(2);
        assertThat(contains(IdentifierType.ID, "ana")).isTrue();
        assertThat(contains(IdentifierType.ID, "bo")).isTrue();
    }

    private String lastLine() throws IOException {
        String text = Files.readString(folder.resolve(SuppressedPeople.FILE)).strip();
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    @Test
    void namesAreInNoFile() throws IOException {
        record(IdentifierType.ID, true, "ana");
        String line = lastLine();

        assertThat(line).matches("1 [0-9a-f]{8} [0-9a-f]{32}");
        record(IdentifierType.ID, true, "ana");
        assertThat(Files.readString(folder.resolve(SuppressedPeople.FILE))
                        .strip()
                        .lines()
                        .filter(l -> l.startsWith("1 ")))
                .containsExactly(line, line);
        assertThat(folder.resolve(RecordKey.FILE)).content().matches("\\{\"format\":\"1\",\"key\":\"[0-9a-f]{64}\"}\n");
        assertThat(folder)
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("key."));
    }

    @Test
    void aRecordOfAnotherVersionOrKeyIsNotReadAsNobody() throws IOException {
        record(IdentifierType.ID, true, "ana");
        Path file = folder.resolve(SuppressedPeople.FILE);
        String line = lastLine();
        for (String other : List.of("2" + line.substring(1), "1 00000000" + line.substring(10))) {
            Files.writeString(file, other + "\n");
            assertUnusable(file);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{}",
                "{\"format\":\"1\",\"key\":\"00\"}",
                "{\"format\":\"1\",\"key\":\"xy\"}",
                "{\"format\":\"2\",\"key\":\"KEY\"}",
                "{\"key\":\"KEY\"}",
            })
    void withoutItsKeyARecordIsNotReadAsNobody(String text) throws IOException {
        record(IdentifierType.ID, true, "ana");
        Path key = folder.resolve(RecordKey.FILE);
        Files.writeString(key, text.replace("KEY", "ab".repeat(32)));
        assertUnusable(key);
        assertThatThrownBy(() -> open(IdentifierType.ID, true)).isInstanceOf(ProblemException.class);

        assertThat(SuppressedPeople.forget(folder)).isTrue();
        assertThat(key).doesNotExist();
        record(IdentifierType.ID, true, "bo");
        assertThat(contains(IdentifierType.ID, "bo")).isTrue();
    }

    @Test
    void aSoundKeyOutlivesWhomItRecorded() throws IOException {
        record(IdentifierType.ID, true, "ana");
        String key = Files.readString(folder.resolve(RecordKey.FILE));
        assertThat(SuppressedPeople.forget(folder)).isTrue();
        assertThat(folder.resolve(RecordKey.FILE)).hasContent(key);
    }

    private void assertUnusable(Path file) {
        assertThatThrownBy(() -> SuppressedPeople.read(folder)).isInstanceOfSatisfying(ProblemException.class, e -> {
            Problem problem = e.problems().getFirst();
            assertThat(problem.code()).isEqualTo(Code.STATE_UNUSABLE);
            assertThat(problem.toString()).startsWith(file.toString());
        });
    }

    @Test
    void theStateIsToldAllThatTheRecordIsTold() throws IOException {
        var state = new Told();
        StateEntries one = entries(EntryKind.FORGOTTEN, "ana");
        try (SuppressionLog log = SuppressionLog.open(
                folder, IdentifierType.ID, EntryKind.FORGOTTEN, true, state, InstantSource.system())) {
            log.sending(one);
            log.tookNothing(one);
            log.acknowledge(one);
            assertThat(log.isForced()).isFalse();
            log.leavesDoubt();
            log.force();
            assertThat(log.isForced()).isTrue();
            assertThat(log.place()).isEqualTo("the place");
            assertThat(log.isDurableAtOnce()).isFalse();
        }
        int length = one.length();
        assertThat(state.told)
                .containsExactly(
                        "sending " + length, "took nothing " + length, "acknowledged " + length, "doubt", "forced");
    }
}
