package dev.upserter.state.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.json.GrowingBytes;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.memory.MemoryShare;
import dev.upserter.plan.PersonKey;
import dev.upserter.state.EntryKind;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.LastRun;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import dev.upserter.state.StateHeader;
import dev.upserter.state.StateStore;
import dev.upserter.state.bucket.Bucket;
import dev.upserter.state.bucket.Buckets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {
    private static final LastRun ENDED = new LastRun("r-1", false);
    private static final StateHeader HEADER = StateHeader.of("id", "somewhere", "some mapping", false);

    @TempDir
    Path folder;

    private static void entry(EntryKind kind, String key, int fingerprint, GrowingBytes out) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        byte[] print = ByteBuffer.allocate(16).putInt(12, fingerprint).array();
        StateEntry.writeHead(kind, PersonKey.hash(bytes, 0, bytes.length), print, bytes, 0, bytes.length, out);
        StateEntry.writeNoValues(out);
    }

    private static void acknowledge(StateStore store, Object... keysAndFingerprints) throws IOException {
        var frame = new GrowingBytes(64);
        for (int i = 0; i < keysAndFingerprints.length; i += 2) {
            int fingerprint = (int) keysAndFingerprints[i + 1];
            EntryKind kind = fingerprint < 0 ? EntryKind.FORGOTTEN : EntryKind.PRESENT;
            entry(kind, (String) keysAndFingerprints[i], fingerprint, frame);
        }
        store.acknowledge(StateEntries.in(frame));
    }

    private static Map<String, Integer> people(StateStore store) throws IOException {
        var people = new TreeMap<String, Integer>();
        try (KnownPeople known = store.known()) {
            while (known.next()) {
                StateEntry entry = known.entry();
                people.put(entry.key(), ByteBuffer.wrap(entry.fingerprint()).getInt(12));
            }
        }
        return people;
    }

    private Map<String, Integer> reopened() throws IOException {
        try (var store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            return people(store);
        }
    }

    @Test
    void ofEachPersonTheLastEntryIsKept() throws IOException {
        try (var store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            assertThat(store.header()).isEmpty();
            store.begin(HEADER, "r-1");
            acknowledge(store, "a", 1, "b", 2);
            acknowledge(store, "c", 3, "a", 4);
            store.finish(HEADER, ENDED);
            assertThat(people(store)).isEqualTo(Map.of("a", 4, "b", 2, "c", 3));

            store.begin(HEADER, "r-1");
            acknowledge(store, "b", -1, "d", 5, "x", -1);
            store.finish(HEADER.withMapping("another"), ENDED);
            assertThat(people(store)).isEqualTo(Map.of("a", 4, "c", 3, "d", 5));
            assertThat(store.header().orElseThrow().mapping()).isEqualTo("another");
            assertThat(store.header().orElseThrow().people()).isEqualTo(3);
        }
        assertThat(reopened()).isEqualTo(Map.of("a", 4, "c", 3, "d", 5));
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("state", "state.run");
        }
    }

    @Test
    void theLastRunIsUnfinishedFromItsBeginningToItsEnd() throws IOException {
        try (var store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            assertThat(store.lastRun()).isEmpty();
            store.begin(HEADER, "r-1");
            acknowledge(store, "a", 1);
            store.finish(HEADER, ENDED);
            assertThat(store.lastRun()).contains(ENDED);
            store.begin(HEADER, "r-2");
        }
        try (var store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            assertThat(store.lastRun()).contains(new LastRun("r-2", true));
            store.begin(HEADER, "r-3");
            store.finish(HEADER, new LastRun("r-3", true));
            assertThat(store.lastRun()).contains(new LastRun("r-3", true));
            store.reset();
            assertThat(store.lastRun()).isEmpty();
        }
    }

    @Test
    void whatWasAcknowledgedBeforeAKillIsFoldedInAtTheNextOpening() throws IOException {
        try (var store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(HEADER, "r-1");
            acknowledge(store, "a", 1);
        }
        assertThat(reopened()).isEqualTo(Map.of("a", 1));
        assertThat(folder.resolve("ack.log")).doesNotExist();
    }

    @Test
    void aLogThatIsFoldedInTwiceDoesNoHarm() throws IOException {
        try (var store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(HEADER, "r-1");
            acknowledge(store, "a", 1, "b", 2);
        }
        byte[] log = Files.readAllBytes(folder.resolve("ack.log"));
        assertThat(reopened()).isEqualTo(Map.of("a", 1, "b", 2));
        Files.write(folder.resolve("ack.log"), log);
        assertThat(reopened()).isEqualTo(Map.of("a", 1, "b", 2));
    }

    @Test
    void aLogThatIsCutOffAtAnyByteKeepsAllWholeFramesAndNothingElse() throws IOException {
        try (var store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(HEADER, "r-1");
            acknowledge(store, "a", 1);
            acknowledge(store, "b", 2, "c", 3);
            acknowledge(store, "d", 4);
        }
        byte[] log = Files.readAllBytes(folder.resolve("ack.log"));
        int first = StateHeader.LENGTH;
        int one = 8 + 28;
        for (int length = 0; length <= log.length; length++) {
            int whole = length < first + one ? 0 : length < first + 2 * one + 28 ? 1 : length < log.length ? 3 : 4;
            Files.deleteIfExists(folder.resolve("state"));
            Files.write(folder.resolve("ack.log"), Arrays.copyOf(log, length));
            assertThat(reopened()).as("cut off at " + length).hasSize(whole);
        }
    }

    @Test
    void aLogThatIsSpoiltAtAnyByteNeverInventsAnAcknowledgement() throws IOException {
        try (var store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(HEADER, "r-1");
            acknowledge(store, "a", 1);
            acknowledge(store, "b", 2);
        }
        byte[] log = Files.readAllBytes(folder.resolve("ack.log"));
        for (int i = StateHeader.LENGTH; i < log.length; i++) {
            byte[] spoilt = log.clone();
            spoilt[i] ^= 0x40;
            Files.deleteIfExists(folder.resolve("state"));
            Files.write(folder.resolve("ack.log"), spoilt);
            boolean isInFirst = i < StateHeader.LENGTH + 8 + 28;
            assertThat(reopened()).as("spoilt at " + i).isEqualTo(isInFirst ? Map.of() : Map.of("a", 1));
        }
    }

    @Test
    void theZerosThatAPowerFailureMayLeaveAreNoFrame() throws IOException {
        try (var store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(HEADER, "r-1");
            acknowledge(store, "a", 1);
        }
        byte[] log = Files.readAllBytes(folder.resolve("ack.log"));
        Files.write(folder.resolve("ack.log"), Arrays.copyOf(log, log.length + 4096));
        assertThat(reopened()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void aStateThatIsDamagedAnywhereIsNotReadToItsEnd() throws IOException {
        try (var store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(HEADER, "r-1");
            acknowledge(store, "a", 1, "b", 2);
            store.finish(HEADER, ENDED);
        }
        byte[] state = Files.readAllBytes(folder.resolve("state"));
        for (int i = StateHeader.LENGTH; i < state.length; i++) {
            byte[] spoilt = state.clone();
            spoilt[i] ^= 0x40;
            Files.write(folder.resolve("state"), spoilt);
            assertThatThrownBy(this::reopened).as("spoilt at " + i).isInstanceOf(IOException.class);
        }
        for (int length = StateHeader.LENGTH; length < state.length; length++) {
            Files.write(folder.resolve("state"), Arrays.copyOf(state, length));
            assertThatThrownBy(this::reopened).as("cut off at " + length).isInstanceOf(IOException.class);
        }
    }

    @Test
    void manyPeopleAreKeptInOrderWithLittleBesideTheirKeys() throws IOException {
        var expected = new TreeMap<String, Integer>();
        var random = new Random(7);
        try (var store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            for (int round = 0; round < 3; round++) {
                store.begin(HEADER, "r-1");
                for (int i = 0; i < 10_000; i++) {
                    String key = "person-" + random.nextInt(15_000);
                    int fingerprint = random.nextInt(10) == 0 ? -1 : random.nextInt(1 << 20);
                    acknowledge(store, key, fingerprint);
                    if (fingerprint < 0) {
                        expected.remove(key);
                    } else {
                        expected.put(key, fingerprint);
                    }
                }
                store.finish(HEADER, ENDED);
            }
            assertThat(people(store)).isEqualTo(expected);
            long keys = expected.keySet().stream().mapToLong(String::length).sum();
            assertThat((Files.size(folder.resolve("state")) - StateHeader.LENGTH - keys) / expected.size())
                    .isLessThanOrEqualTo(27);
        }
    }

    @Test
    void keysThatShareAHashAreStillDistinguished() throws IOException {
        var bytes = new GrowingBytes(64);
        var payload = new GrowingBytes(1);
        try (var buckets = new Buckets(folder.resolve("b"), MemoryShare.UNLIMITED)) {
            for (String key : new String[] {"b", "a", "c", "a"}) {
                byte[] text = key.getBytes(StandardCharsets.UTF_8);
                bytes.clear();
                StateEntry.writeHead(EntryKind.PRESENT, 42, new byte[16], text, 0, 1, bytes);
                StateEntry.writeNoValues(bytes);
                payload.clear();
                payload.put(text);
                buckets.add(bytes, payload);
            }
            Bucket bucket = buckets.sorted(0);
            var view = new StateEntry();
            var keys = new StringBuilder();
            for (int i = 0; i < bucket.size(); i++) {
                keys.append(bucket.entry(i, view).key()).append(bucket.place(i));
            }
            assertThat(keys.toString()).isEqualTo("a1a3b0c2");
        }
    }
}
