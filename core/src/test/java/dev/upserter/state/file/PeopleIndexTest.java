package dev.upserter.state.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.PersonKey;
import dev.upserter.state.EntryKind;
import dev.upserter.state.LastRun;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import dev.upserter.state.StateHeader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleIndexTest {
    private static final String MIXED = "id, the first of email, id that a row has";

    @TempDir
    Path folder;

    private static Identifier person(IdentifierType type, String key) {
        return new Identifier(type, JsonValue.ofText(key));
    }

    private void state(String keyType, int people) throws IOException {
        StateHeader header = StateHeader.of(keyType, "w", "m", true);
        var key = new PersonKey();
        try (FileStore store = FileStore.open(folder)) {
            store.begin(header, "r");
            for (int i = 0; i < people; i++) {
                key.of(person(IdentifierType.EMAIL, "p" + i));
                if (keyType.equals(MIXED)) {
                    key.ofType(IdentifierType.EMAIL);
                }
                var entry = new GrowingBytes(64);
                EntryKind kind = i % 3 == 0 ? EntryKind.MARKED : EntryKind.PRESENT;
                StateEntry.writeHead(kind, key.hash(), new byte[16], key.bytes(), key.start(), key.end(), entry);
                StateEntry.writeValues(new byte[i % 300], entry);
                store.acknowledge(StateEntries.in(entry));
            }
            store.finish(header, new LastRun("r", false));
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "7", "20000"})
    void whoIsInAStateIsFoundAndNobodyElse(int people) throws IOException {
        state("email", people);
        try (PeopleIndex index =
                PeopleIndex.open(folder, PeopleIndex.header(folder).orElseThrow())) {
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
        try (PeopleIndex index =
                PeopleIndex.open(folder, PeopleIndex.header(folder).orElseThrow())) {
            assertThat(index.has(person(IdentifierType.EMAIL, "p3"))).isTrue();
            assertThat(index.has(person(IdentifierType.ID, "p3"))).isFalse();
            assertThat(index.tells(person(IdentifierType.ID, "p3"))).isTrue();
            assertThat(index.tells(person(IdentifierType.CIO_ID, "p3"))).isFalse();
        }
    }

    @Test
    void aRunThatIsUnderWayTellsNothing() throws IOException {
        state("email", 1);
        try (FileStore store = FileStore.open(folder)) {
            store.begin(StateHeader.of("email", "w", "m", true), "r");
            assertThat(PeopleIndex.header(folder)).isEmpty();
        }
    }
}
