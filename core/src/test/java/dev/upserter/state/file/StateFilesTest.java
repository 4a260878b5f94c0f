package dev.upserter.state.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.json.GrowingBytes;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.plan.PersonKey;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DatabaseConfig;
import dev.upserter.state.EntryKind;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.LastRun;
import dev.upserter.state.OpenedPeople;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import dev.upserter.state.StateHeader;
import dev.upserter.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The files of a state, and what is read of them while nobody has them open. */
class StateFilesTest {
    private static final StateHeader WITH_VALUES = StateHeader.of("id", "somewhere", "some mapping", true);
    private static final StateHeader WITHOUT = StateHeader.of("id", "somewhere", "some mapping", false);
    private static final LastRun ENDED = new LastRun("run", false);

    @TempDir
    Path folder;

    private static void entry(EntryKind kind, String key, String values, GrowingBytes out) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        StateEntry.of(
                        kind,
                        PersonKey.hash(bytes, 0, bytes.length),
                        new byte[16],
                        bytes,
                        values.getBytes(StandardCharsets.UTF_8))
                .write(out);
    }

    private static StateEntries present(String... keysAndValues) {
        var out = new GrowingBytes(64);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entry(EntryKind.PRESENT, keysAndValues[i], keysAndValues[i + 1], out);
        }
        return StateEntries.in(out);
    }

    private void keep(StateHeader header, StateEntries entries) throws IOException {
        try (StateStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(header, "run");
            store.acknowledge(entries);
            store.finish(header, ENDED);
        }
    }

    private static List<String> people(KnownPeople known) throws IOException {
        var people = new ArrayList<String>();
        try (known) {
            while (known.next()) {
                people.add(known.entry().key() + new String(known.entry().values(), StandardCharsets.UTF_8));
            }
        }
        return people;
    }

    private StateStores stores() {
        return new StateStores(folder, "sync", null, MemoryBudget.ofProcess());
    }

    @Test
    void valuesOfAnyLengthAreRead() throws IOException {
        String longOne = "x".repeat(300_000);
        String exact = "y".repeat((1 << 17) - 40);
        keep(WITH_VALUES, present("a", longOne, "b", exact, "c", "z"));

        assertThat(people(stores().peek())).containsExactlyInAnyOrder("a" + longOne, "b" + exact, "cz");
    }

    @Test
    void valuesAreNotKeptWhereTheStateKeepsNone() throws IOException {
        keep(WITHOUT, present("a", "{\"n\":1}"));

        assertThat(people(stores().peek())).containsExactly("a");
    }

    @Test
    void manyPeopleOfOneRequestAreRead() throws IOException {
        keep(
                WITH_VALUES,
                present(IntStream.range(0, 6_000)
                        .mapToObj(i -> i % 2 == 0 ? "person " + i : "values " + i)
                        .toArray(String[]::new)));

        assertThat(people(stores().peek())).hasSize(3_000);
    }

    @Test
    void theHeaderCountsWhoIsThereAndWhoIsMarked() throws IOException {
        var out = new GrowingBytes(64);
        entry(EntryKind.PRESENT, "a", "", out);
        entry(EntryKind.MARKED, "b", "", out);
        entry(EntryKind.PRESENT, "c", "", out);
        keep(WITHOUT, StateEntries.in(out));

        try (StateStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            StateHeader header = store.header().orElseThrow();
            assertThat(header.people()).isEqualTo(2);
            assertThat(header.marked()).isEqualTo(1);
            assertThat(folder.resolve("state")).hasSize(header.size());
        }
    }

    @Test
    void aStateIsRewrittenWhereItIsAboutSomethingElseFromNowOn() throws IOException {
        keep(WITHOUT, present("a", ""));
        StateHeader other = WITHOUT.withMapping("another mapping");
        keep(other, present());

        try (StateStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            assertThat(store.header().orElseThrow().mapping()).isEqualTo("another mapping");
        }
        assertThat(people(stores().peek())).containsExactly("a");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aStateThatIsStillTheSameIsNotWrittenAgain() throws IOException {
        keep(WITHOUT, present("a", ""));
        Object before =
                Files.readAttributes(folder.resolve("state"), "unix:ino").get("ino");
        keep(WITHOUT, present());

        assertThat(Files.readAttributes(folder.resolve("state"), "unix:ino").get("ino"))
                .isEqualTo(before);
    }

    /** A key of a sync is shown while another process sends. */
    @Test
    void aPeekSeesTheStateWithoutWhatARunHasAcknowledgedSince() throws IOException {
        assertThat(people(stores().peek())).isEmpty();
        keep(WITHOUT, present("a", ""));
        try (StateStore store = stores().open("run")) {
            store.begin(WITHOUT, "run");
            store.acknowledge(present("b", ""));

            assertThat(people(stores().peek())).containsExactly("a");
            assertThat(people(stores().peek("another"))).containsExactly("a");
            assertThat(folder.resolve("ack.log")).exists();
        }
    }

    @Test
    void whatIsSentWithoutTheStateOutdatesIt() throws IOException {
        stores().outdate("early");
        keep(WITHOUT, present("a", ""));
        try (StateStore store = stores().open("run")) {
            assertThat(store.outdatedBy()).isEmpty();
            stores().outdate("first");
            stores().outdate("second");
            assertThat(store.outdatedBy()).contains("first");
            store.takeUp();
            assertThat(store.outdatedBy()).isEmpty();
        }
    }

    @Test
    void aLogThatWasNotMergedIsAStateToo() throws IOException {
        assertThat(FileStore.isIn(folder)).isFalse();
        try (StateStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(WITHOUT, "run");
            assertThat(FileStore.isIn(folder)).isTrue();
            store.acknowledge(present("a", ""));
            store.finish(WITHOUT, ENDED);
        }
        assertThat(folder.resolve("ack.log")).doesNotExist();
        assertThat(FileStore.isIn(folder)).isTrue();
    }

    @Test
    void aResetLeavesNothing() throws IOException {
        keep(WITHOUT, present("a", ""));
        stores().outdate("another");
        Files.writeString(Files.createDirectories(folder.resolve("staging")).resolve("rows-0"), "rows");
        try (StateStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(WITHOUT, "run");
            store.sending(present("b", ""));
            store.acknowledge(present("b", ""));
            store.reset();

            assertThat(folder).isEmptyDirectory();
            assertThat(people(store.known())).isEmpty();
            assertThat(store.header()).isEmpty();
            assertThat(store.outdatedBy()).isEmpty();
        }
    }

    /** A run that starts is refused because it does not fit, before it sends anything. */
    @Test
    void aStateWithoutAHeaderIsOfAnotherVersion() throws IOException {
        Files.writeString(folder.resolve("state"), "nonsense");
        try (StateStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            assertThat(store.header().orElseThrow().misfit(WITHOUT))
                    .contains("is of another version of the upserter, or damaged");
            assertThatThrownBy(store::known).isInstanceOf(IOException.class).hasMessage("the state has no header");
            assertThat(store.place()).isEqualTo(folder.resolve("state").toString());
        }
    }

    @Test
    void anUnreadableStateIsOfAnotherVersion() throws IOException {
        Files.createDirectory(folder.resolve("state"));
        try (StateStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            assertThat(store.header().orElseThrow().misfit(WITHOUT)).isPresent();
        }
    }

    @Test
    void nothingIsAcknowledgedBeforeARunBegins() throws IOException {
        try (StateStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            assertThatThrownBy(() -> store.acknowledge(present("a", "")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no run has begun");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheUserCanReadAState() throws IOException {
        Path inside = folder.resolve("made");
        try (StateStore store = FileStore.open(inside, MemoryBudget.ofProcess())) {
            store.begin(WITHOUT, "run");
            assertThat(permissions(inside)).isEqualTo("rwx------");
            assertThat(permissions(inside.resolve("ack.log"))).isEqualTo("rw-------");
            assertThat(permissions(inside.resolve("in-flight.log"))).isEqualTo("rw-------");
            store.acknowledge(present("a", ""));
            store.finish(WITHOUT, ENDED);
            assertThat(permissions(inside.resolve("state"))).isEqualTo("rw-------");
            assertThat(permissions(inside.resolve("state.run"))).isEqualTo("rw-------");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** The library alone does not reach databases. */
    @Test
    void aStateInADatabaseIsOpenedByTheModuleForIt() throws IOException {
        var stores = new StateStores(
                folder,
                "sync",
                new DatabaseConfig("jdbc:postgresql://x/y", null, null, 1000),
                MemoryBudget.ofProcess());

        assertThat(people(stores.peek())).isEmpty();
        assertThatThrownBy(() -> stores.open("run"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a state in a database needs the module");
        assertThatThrownBy(() -> stores.peek("run")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> stores.outdate("run")).isInstanceOf(ProblemException.class);
    }

    @Test
    void thePeopleOfAStateThatIsOpenedForThemCloseItWithThem() throws IOException {
        keep(WITHOUT, present("a", ""));
        StateStore store = stores().open("run");
        store.begin(WITHOUT, "run");
        store.acknowledge(present("b", ""));
        try (var people = new OpenedPeople(store)) {
            assertThat(people.next()).isTrue();
            assertThat(people.entry().key()).isEqualTo("a");
            assertThat(people.next()).isFalse();
        }
        assertThatThrownBy(() -> store.acknowledge(present("c", ""))).isInstanceOf(IOException.class);

        Files.writeString(folder.resolve("ack.log"), "");
        StateStore damaged = stores().open("run");
        Files.writeString(folder.resolve("state"), "nonsense");
        damaged.begin(WITHOUT, "run");
        assertThatThrownBy(() -> new OpenedPeople(damaged)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> damaged.acknowledge(present("c", ""))).isInstanceOf(IOException.class);
    }

    /** As long as the state cannot be written, the log stays: without what was torn. */
    @Test
    void aLogIsCutBackToItsWholeFramesAndKeptUntilItIsMerged() throws IOException {
        try (StateStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(WITHOUT, "run");
            store.acknowledge(present("a", ""));
            store.acknowledge(present("b", ""));
        }
        Path log = folder.resolve("ack.log");
        byte[] whole = Files.readAllBytes(log);
        Files.writeString(folder.resolve("state"), "nonsense");
        for (byte[] torn : new byte[][] {
            {}, {0}, {0, 0, 0, 1, 0, 0, 0, 0}, {0, 0, 0, 1, 0, 0, 0, 0, 7}, new byte[100], {-1, 0, 0, 0, 0, 0, 0, 0, 0}
        }) {
            Files.write(log, whole);
            Files.write(log, torn, StandardOpenOption.APPEND);
            assertThatThrownBy(() -> FileStore.open(folder, MemoryBudget.ofProcess()))
                    .isInstanceOf(IOException.class);
            assertThat(log).hasBinaryContent(whole);
        }
        Files.delete(folder.resolve("state"));
        FileStore.open(folder, MemoryBudget.ofProcess()).close();
        assertThat(people(stores().peek())).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aLogWithoutAWholeHeaderAcknowledgesNothing() throws IOException {
        keep(WITHOUT, present("a", ""));
        Files.writeString(folder.resolve("ack.log"), "upserter-state {");
        FileStore.open(folder, MemoryBudget.ofProcess()).close();

        assertThat(people(stores().peek())).containsExactly("a");
        assertThat(LastSent.find(folder, "a").orElseThrow().isKnown()).isTrue();
    }

    @Test
    void whatIsLookedUpSaysWhetherValuesAreKept() throws IOException {
        try (StateStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(WITH_VALUES, "run");
            store.acknowledge(present("a", "{}"));
            assertThat(LastSent.find(folder, "a").orElseThrow().hasValues()).isTrue();
            assertThat(LastSent.find(folder, "a")).get().hasToString("LastSent[true]");
        }
    }
}
