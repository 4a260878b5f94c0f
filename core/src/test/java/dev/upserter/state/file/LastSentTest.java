package dev.upserter.state.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.json.GrowingBytes;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.plan.Fingerprinter;
import dev.upserter.plan.PersonKey;
import dev.upserter.state.EntryKind;
import dev.upserter.state.LastRun;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import dev.upserter.state.StateHeader;
import dev.upserter.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastSentTest {
    @TempDir
    Path folder;

    private static StateHeader header(String keyType, boolean hasValues) {
        return StateHeader.of(keyType, "somewhere", "somehow", hasValues);
    }

    private static void acknowledge(StateStore store, EntryKind kind, String key, String values) throws IOException {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        var written = new GrowingBytes(64);
        StateEntry.of(
                        kind,
                        PersonKey.hash(bytes, 0, bytes.length),
                        new byte[Fingerprinter.LENGTH],
                        bytes,
                        values.getBytes(StandardCharsets.UTF_8))
                .write(written);
        store.acknowledge(StateEntries.in(written));
    }

    private void keep(String keyType, boolean hasValues, String... keysAndValues) throws IOException {
        try (StateStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(header(keyType, hasValues), "run");
            for (int i = 0; i < keysAndValues.length; i += 2) {
                acknowledge(store, EntryKind.PRESENT, keysAndValues[i], keysAndValues[i + 1]);
            }
            store.finish(header(keyType, hasValues), new LastRun("run", false));
        }
    }

    private LastSent find(String key) throws IOException {
        return LastSent.find(folder, key).orElseThrow();
    }

    @Test
    void allPeopleAreFoundWithTheValuesSentLastAndNoOthers() throws IOException {
        var people = new String[2000];
        for (int i = 0; i < people.length; i += 2) {
            people[i] = "person " + i;
            people[i + 1] = "{\"n\": " + i + "}";
        }
        keep("id", true, people);

        for (int i = 0; i < people.length; i += 2) {
            assertThat(find("person " + i)).isEqualTo(new LastSent(true, true, false, "{\"n\": " + i + "}"));
        }
        assertThat(find("person 1")).isEqualTo(new LastSent(true, false, false, ""));
    }

    @Test
    void whatARunHasAcknowledgedSoFarIsSeenAndItsLogIsLeftAlone() throws IOException {
        keep("id", true, "ana", "{\"n\": 1}", "bo", "{}", "cy", "{}");
        try (StateStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(header("id", true), "run");
            acknowledge(store, EntryKind.PRESENT, "ana", "{\"n\": 2}");
            acknowledge(store, EntryKind.FORGOTTEN, "bo", "");
            acknowledge(store, EntryKind.MARKED, "cy", "{\"gone\": true}");
            Path log = folder.resolve(FileStore.LOG);
            Files.write(log, new byte[] {0, 0, 1, 0, 7}, StandardOpenOption.APPEND); // a frame that is being written
            long length = Files.size(log);

            assertThat(find("ana").values()).isEqualTo("{\"n\": 2}");
            assertThat(find("bo").isKnown()).isFalse();
            assertThat(find("cy")).isEqualTo(new LastSent(true, true, true, "{\"gone\": true}"));
            assertThat(Files.size(log)).isEqualTo(length);
        }
    }

    @Test
    void addressesAreFoundInAnyLetterCaseAndOtherKeysAreNot() throws IOException {
        keep("email", false, "ana@example.com", "");
        assertThat(find("Ana@Example.com")).isEqualTo(new LastSent(false, true, false, ""));
    }

    @Test
    void otherKeysAreFoundAsTheyAreSpelled() throws IOException {
        keep("id", false, "ana", "");
        assertThat(find("Ana").isKnown()).isFalse();
        assertThat(find("ana").isKnown()).isTrue();
    }

    @Test
    void whereKeysSayWhatTheyAreAPersonIsFoundByTheIdentifierAlone() throws IOException {
        String mixed = "email, the first of cio_id, email, id that a row has";
        keep(mixed, true, "email:ana@example.com", "{\"n\": 1}", "id:Bo", "{\"n\": 2}", "cio_id:03", "{\"n\": 3}");

        assertThat(find("Ana@Example.com")).isEqualTo(new LastSent(true, true, false, "{\"n\": 1}"));
        assertThat(find("Bo").values()).isEqualTo("{\"n\": 2}");
        assertThat(find("03").values()).isEqualTo("{\"n\": 3}");
        for (String other : List.of("bo", "id:Bo", "email:ana@example.com", "04")) {
            assertThat(find(other).isKnown()).as(other).isFalse();
        }

        try (StateStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(header(mixed, true), "run");
            acknowledge(store, EntryKind.PRESENT, "id:Bo", "{\"n\": 4}");
            assertThat(find("Bo").values()).as("of the run under way").isEqualTo("{\"n\": 4}");
            assertThat(find("ana@example.com").values()).isEqualTo("{\"n\": 1}");
        }
    }

    @Test
    void aFolderWithoutAStateHasNothingToSay() throws IOException {
        assertThat(LastSent.find(folder, "ana")).isEmpty();
    }

    @Test
    void aDamagedStateIsNotReadAsAnEmptyOne() throws IOException {
        Files.writeString(folder.resolve(FileStore.STATE), "nonsense");
        assertThatThrownBy(() -> LastSent.find(folder, "ana")).isInstanceOf(IOException.class);
    }
}
