package dev.upserter.state.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.PersonKey;
import dev.upserter.state.EntryKind;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.LastRun;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import dev.upserter.state.StateHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleIndexTest {
    private static final String MIXED = "id, the first of email, id that a row has";

    private static final byte[] SURE = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private static Identifier person(IdentifierType type, String key) {
        return new Identifier(type, JsonValue.ofText(key));
    }

    private void state(String keyType, int people) throws IOException {
        StateHeader header = StateHeader.of(keyType, "w", "m", true);
        var key = new PersonKey();
        try (FileStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(header, "r");
            for (int i = 0; i < people; i++) {
                key.of(person(IdentifierType.EMAIL, "p" + i));
                if (keyType.equals(MIXED)) {
                    key.ofType(IdentifierType.EMAIL);
                }
                var entry = new GrowingBytes(64);
                EntryKind kind = i % 3 == 0 ? EntryKind.MARKED : EntryKind.PRESENT;
                StateEntry.writeHead(kind, key.hash(), SURE, key.bytes(), key.start(), key.end(), entry);
                StateEntry.writeValues(new byte[i % 300], entry);
                store.acknowledge(StateEntries.in(entry));
            }
            store.finish(header, new LastRun("r", false));
        }
    }

    private Optional<PeopleIndex> index() throws IOException {
        return PeopleIndex.open(folder, header -> true);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "7", "20000"})
    void whoIsInAStateIsFoundAndNobodyElse(int people) throws IOException {
        state("email", people);
        try (PeopleIndex index = index().orElseThrow()) {
            for (int i = 0; i < people; i++) {
                assertThat(index.has(person(IdentifierType.EMAIL, "P" + i))).isTrue();
            }
            for (int i = people; i < people + 2000; i++) {
                assertThat(index.has(person(IdentifierType.EMAIL, "p" + i))).isFalse();
            }
            assertThat(index.tells(person(IdentifierType.EMAIL, "p1"))).isTrue();
            assertThat(index.tells(person(IdentifierType.ID, "p1"))).isFalse();
        }
    }

    @Test
    void ofSeveralIdentifiersEachIsAnother() throws IOException {
        state(MIXED, 10);
        try (PeopleIndex index = index().orElseThrow()) {
            assertThat(index.has(person(IdentifierType.EMAIL, "p3"))).isTrue();
            assertThat(index.has(person(IdentifierType.ID, "p3"))).isFalse();
            assertThat(index.tells(person(IdentifierType.ID, "p3"))).isTrue();
            assertThat(index.tells(person(IdentifierType.CIO_ID, "p3"))).isFalse();
        }
    }

    @Test
    void whoIsInDoubtIsNotKnown() throws IOException {
        state("email", 3);
        var unsure = new GrowingBytes(64);
        try (FileStore store = FileStore.open(folder, MemoryBudget.ofProcess());
                KnownPeople known = store.known()) {
            while (known.next()) {
                if (known.entry().key().equals("p1")) {
                    known.entry().writeUnsure(unsure);
                }
            }
            store.begin(store.header().orElseThrow(), "r");
            store.acknowledge(StateEntries.in(unsure));
            store.finish(store.header().orElseThrow(), new LastRun("r", false));
        }
        try (PeopleIndex index = index().orElseThrow()) {
            assertThat(index.has(person(IdentifierType.EMAIL, "p1"))).isFalse();
            assertThat(index.has(person(IdentifierType.EMAIL, "p2"))).isTrue();
        }
    }

    /** A run of the other sync puts a new file in the place of the one that is being read. */
    @Test
    void theStateIsReadAsItWasWhenItWasOpened() throws IOException {
        state("email", 2000);
        var replaced = PeopleIndex.open(folder, header -> {
            try {
                state("email", 5000);
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (PeopleIndex index = replaced.orElseThrow()) {
            for (int i = 0; i < 5000; i++) {
                assertThat(index.has(person(IdentifierType.EMAIL, "p" + i))).isEqualTo(i < 2000);
            }
        }
    }

    @Test
    void aStateOfSomethingElseIsNotRead() throws IOException {
        state("email", 1);
        assertThat(PeopleIndex.open(folder, header -> false)).isEmpty();
    }

    @Test
    void aRunThatIsUnderWayTellsNothing() throws IOException {
        state("email", 1);
        try (FileStore store = FileStore.open(folder, MemoryBudget.ofProcess())) {
            store.begin(StateHeader.of("email", "w", "m", true), "r");
            assertThat(index()).isEmpty();
        }
    }
}
