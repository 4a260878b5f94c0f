package dev.upserter.state.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.GrowingBytes;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.plan.PersonKey;
import dev.upserter.state.EntryKind;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.LastRun;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import dev.upserter.state.StateHeader;
import dev.upserter.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a state says of people who were about to be sent. */
class UnansweredTest {
    private static final StateHeader HEADER = StateHeader.of("id", "somewhere", "some mapping", true);
    private static final LastRun ENDED = new LastRun("run", false);

    @TempDir
    Path folder;

    private static StateEntries entries(String... keys) {
        var written = new GrowingBytes(64);
        for (String key : keys) {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            byte[] fingerprint = new byte[16];
            fingerprint[0] = 1;
            StateEntry.of(
                            EntryKind.PRESENT,
                            PersonKey.hash(bytes, 0, bytes.length),
                            fingerprint,
                            bytes,
                            "{}".getBytes(StandardCharsets.UTF_8))
                    .write(written);
        }
        return StateEntries.in(written);
    }

    private StateStore begun() throws IOException {
        StateStore store = FileStore.open(folder, MemoryBudget.ofProcess());
        store.begin(HEADER, "run");
        return store;
    }

    private void keep(String... keys) throws IOException {
        try (StateStore store = begun()) {
            store.acknowledge(entries(keys));
            store.finish(HEADER, ENDED);
        }
    }

    /** Who is known, and whether it is not sure with which values. */
    private static Map<String, Boolean> unsure(StateStore store) throws IOException {
        var people = new TreeMap<String, Boolean>();
        try (KnownPeople known = store.known()) {
            while (known.next()) {
                people.put(known.entry().key(), known.entry().isUnsure());
            }
        }
        return people;
    }

    private Map<String, Boolean> reopened() throws IOException {
        try (StateStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            return unsure(store);
        }
    }

    @Test
    void whoWasSentAndNotAcknowledgedBeforeAKillIsUnsure() throws IOException {
        keep("ana", "bo");
        try (StateStore store = begun()) {
            store.sending(entries("ana", "cy"));
            store.force();
            store.acknowledge(entries("cy"));
        }

        assertThat(reopened()).isEqualTo(Map.of("ana", true, "bo", false, "cy", false));
        assertThat(reopened()).isEqualTo(Map.of("ana", true, "bo", false, "cy", false));
        assertThat(folder.resolve("in-flight.log")).doesNotExist();
    }

    @Test
    void whoIsAcknowledgedLaterIsSureAgain() throws IOException {
        try (StateStore store = begun()) {
            store.sending(entries("ana"));
        }
        assertThat(reopened()).isEqualTo(Map.of("ana", true));
        keep("ana");
        assertThat(reopened()).isEqualTo(Map.of("ana", false));
    }

    @Test
    void aRequestThatChangedNothingLeavesPeopleAsTheyWere() throws IOException {
        keep("ana");
        try (StateStore store = begun()) {
            store.sending(entries("ana", "bo"));
            store.tookNothing(entries("ana", "bo"));
        }
        assertThat(reopened()).isEqualTo(Map.of("ana", false));

        try (StateStore store = begun()) {
            store.sending(entries("ana"));
            store.tookNothing(entries("ana"));
            store.sending(entries("ana"));
        }
        assertThat(reopened()).isEqualTo(Map.of("ana", true));
    }

    @Test
    void ofARunThatEndsEverythingWasAnswered() throws IOException {
        try (StateStore store = begun()) {
            store.acknowledge(entries("ana"));
            store.sending(entries("ana", "bo"));
            store.finish(HEADER, ENDED);
            assertThat(unsure(store)).isEqualTo(Map.of("ana", false));
        }
    }

    @Test
    void whatIsGivenUpThoughCustomerIoMayHaveItIsUnsure() throws IOException {
        try (StateStore store = begun()) {
            store.sending(entries("ana"));
            store.leavesDoubt();
            store.finish(HEADER, ENDED);
            assertThat(unsure(store)).isEqualTo(Map.of("ana", true));

            store.begin(HEADER, "run");
            store.sending(entries("bo"));
            store.finish(HEADER, ENDED);
            assertThat(unsure(store)).isEqualTo(Map.of("ana", true));
        }
    }

    @Test
    void whatARunThatStopsHadSentIsUnsure() throws IOException {
        try (StateStore store = begun()) {
            store.sending(entries("ana"));
            store.finish(HEADER, new LastRun("run", true));
            assertThat(unsure(store)).isEqualTo(Map.of("ana", true));
        }
    }

    /** The last run is another one where rows of that one are sent again. */
    @Test
    void whatWasSentForAnotherRunIsUnsure() throws IOException {
        try (StateStore store = begun()) {
            store.sending(entries("ana"));
            store.finish(HEADER, new LastRun("an earlier one", false));
            assertThat(unsure(store)).isEqualTo(Map.of("ana", true));
            assertThat(store.lastRun()).contains(new LastRun("an earlier one", false));
        }
    }

    @Test
    void aStoreRecordsWhatIsSentWhileARunIsUnderWay() throws IOException {
        try (StateStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            assertThat(store.notesSending()).isFalse();
            store.sending(entries("ana"));
            store.tookNothing(entries("ana"));
            store.force();
            assertThat(folder).isEmptyDirectory();

            store.begin(HEADER, "run");
            assertThat(store.notesSending()).isTrue();
            store.finish(HEADER, ENDED);
            assertThat(store.notesSending()).isFalse();
        }
    }

    @Test
    void nothingIsRecordedWhereNothingIsSent() throws IOException {
        try (StateStore store = begun()) {
            long before = Files.size(folder.resolve("in-flight.log"));
            store.sending(entries());
            store.tookNothing(entries());
            store.acknowledge(entries());
            assertThat(folder.resolve("in-flight.log")).hasSize(before);
            assertThat(folder.resolve("ack.log")).hasSize(before);
        }
    }
}
