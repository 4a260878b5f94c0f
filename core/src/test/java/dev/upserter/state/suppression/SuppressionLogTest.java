package dev.upserter.state.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.Fingerprinter;
import dev.upserter.plan.PersonKey;
import dev.upserter.state.Acknowledgements;
import dev.upserter.state.EntryKind;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of suppressed people while several processes use it, and beside a state that commits at once. */
class SuppressionLogTest {
    private static final int PEOPLE = 3000;

    @TempDir
    Path folder;

    /** A state that checks, at each acknowledgement, whether the record of it is durable. */
    private static final class Looking implements Acknowledgements {
        private final boolean isDurableAtOnce;
        private BooleanSupplier isSafe = () -> false;
        private boolean wasSafe;

        private Looking(boolean isDurableAtOnce) {
            this.isDurableAtOnce = isDurableAtOnce;
        }

        @Override
        public void acknowledge(StateEntries entries) {
            wasSafe = isSafe.getAsBoolean();
        }

        @Override
        public void force() {}

        @Override
        public boolean isDurableAtOnce() {
            return isDurableAtOnce;
        }

        @Override
        public String place() {
            return "nowhere";
        }
    }

    /** Records of people are copied only for a state that records what is in flight. */
    @Test
    void asksTheStateWhetherItNotesWhatIsSent() throws IOException {
        try (SuppressionLog log = open()) {
            assertThat(log.notesSending()).isFalse();
        }
        var noting = new Acknowledgements() {
            @Override
            public void acknowledge(StateEntries entries) {}

            @Override
            public boolean notesSending() {
                return true;
            }

            @Override
            public void force() {}

            @Override
            public String place() {
                return "nowhere";
            }
        };
        try (SuppressionLog log = SuppressionLog.open(
                folder, IdentifierType.ID, EntryKind.FORGOTTEN, true, noting, InstantSource.system())) {
            assertThat(log.notesSending()).isTrue();
        }
    }

    private SuppressionLog open() throws IOException {
        return SuppressionLog.open(
                folder, IdentifierType.ID, EntryKind.FORGOTTEN, true, new Looking(false), InstantSource.system());
    }

    private static void suppress(SuppressionLog log, String person) throws IOException {
        byte[] key = person.getBytes(StandardCharsets.UTF_8);
        var written = new GrowingBytes(64);
        StateEntry.of(
                        EntryKind.FORGOTTEN,
                        PersonKey.hash(key, 0, key.length),
                        new byte[Fingerprinter.LENGTH],
                        key,
                        new byte[0])
                .write(written);
        log.acknowledge(StateEntries.in(written));
    }

    private boolean remembers(String person) {
        return SuppressedPeople.read(folder).contains(new Identifier(IdentifierType.ID, JsonValue.ofText(person)));
    }

    @Test
    void aStateThatCommitsAtOnceIsUpdatedOnceTheRecordWouldSurviveAPowerFailure() throws IOException {
        for (boolean isDurableAtOnce : new boolean[] {true, false}) {
            var state = new Looking(isDurableAtOnce);
            try (SuppressionLog log = SuppressionLog.open(
                    folder, IdentifierType.ID, EntryKind.FORGOTTEN, true, state, InstantSource.system())) {
                state.isSafe = log::isForced;
                suppress(log, "ana");
                assertThat(state.wasSafe).isEqualTo(isDurableAtOnce);
            }
        }
    }

    @Test
    void whoIsSuppressedByARunThatIsUnderWayIsRememberedAfterAllWereForgotten() throws IOException {
        try (SuppressionLog log = open()) {
            suppress(log, "ana");
            assertThat(SuppressedPeople.forget(folder)).isTrue();
            assertThat(remembers("ana")).isFalse();
            suppress(log, "bo");
        }
        assertThat(remembers("ana")).isFalse();
        assertThat(remembers("bo")).isTrue();
        try (SuppressionLog next = open()) {
            suppress(next, "cy");
        }
        assertThat(remembers("bo")).isTrue();
        assertThat(remembers("cy")).isTrue();
    }

    @Test
    void theMemoryIsReadWhileAnotherRunWritesIt() throws IOException {
        try (SuppressionLog log = open()) {
            suppress(log, "ana");
            var writing = CompletableFuture.runAsync(() -> suppressMany(log));
            while (!writing.isDone()) {
                assertThat(remembers("ana")).isTrue();
            }
            writing.join();
        }
        assertThat(SuppressedPeople.read(folder).count()).isEqualTo(PEOPLE + 1);
    }

    private static void suppressMany(SuppressionLog log) {
        try {
            for (int i = 0; i < PEOPLE; i++) {
                suppress(log, "person " + i);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
