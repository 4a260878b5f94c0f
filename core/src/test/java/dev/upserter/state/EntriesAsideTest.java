package dev.upserter.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.json.GrowingBytes;
import dev.upserter.plan.Fingerprinter;
import dev.upserter.plan.PersonKey;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EntriesAsideTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("sync/aside");
    }

    private static GrowingBytes entry(EntryKind kind, String key, String values) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        var out = new GrowingBytes(64);
        StateEntry.of(
                        kind,
                        PersonKey.hash(bytes, 0, bytes.length),
                        new byte[Fingerprinter.LENGTH],
                        bytes,
                        values.getBytes(StandardCharsets.UTF_8))
                .write(out);
        return out;
    }

    private void write(GrowingBytes... entries) throws IOException {
        try (EntriesAside aside = EntriesAside.make(file)) {
            for (GrowingBytes entry : entries) {
                aside.add(entry);
            }
        }
    }

    private List<String> read() throws IOException {
        var read = new ArrayList<String>();
        try (KnownPeople people = EntriesAside.read(file)) {
            while (people.next()) {
                StateEntry entry = people.entry();
                read.add(entry.kind() + " " + entry.key() + " " + new String(entry.values(), StandardCharsets.UTF_8));
            }
            assertThat(people.next()).as("after the last").isFalse();
        }
        return read;
    }

    /** A state is in the order of hashes; what is written aside is in any. */
    @Test
    void entriesAreReadInTheOrderInWhichTheyWereWritten() throws IOException {
        write(
                entry(EntryKind.PRESENT, "bo", "{\"n\":1}"),
                entry(EntryKind.FORGOTTEN, "ana", ""),
                entry(EntryKind.MARKED, "bo", "{\"x\":\"" + "x".repeat(10_000) + "\"}"));

        assertThat(read())
                .containsExactly(
                        "PRESENT bo {\"n\":1}", "FORGOTTEN ana ", "MARKED bo {\"x\":\"" + "x".repeat(10_000) + "\"}");
    }

    @Test
    void noEntryIsReadWhereNoneWasWritten() throws IOException {
        write();

        assertThat(read()).isEmpty();
    }

    @Test
    void whatARunThatWasCutOffHasLeftIsReplaced() throws IOException {
        write(entry(EntryKind.PRESENT, "ana", ""), entry(EntryKind.PRESENT, "bo", ""));
        write(entry(EntryKind.PRESENT, "cy", ""));

        assertThat(read()).containsExactly("PRESENT cy ");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseMayReadThem() throws IOException {
        write(entry(EntryKind.PRESENT, "ana", ""));

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(file.resolveSibling(".")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void anEntryThatIsCutOffIsNoEntry() throws IOException {
        write(entry(EntryKind.PRESENT, "ana", "{\"n\":1}"));
        byte[] whole = Files.readAllBytes(file);

        for (int length : new int[] {1, 3, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(this::read).as(length + " bytes").isInstanceOf(EOFException.class);
        }
    }

    @Test
    void anEntryThatSaysLessThanItShouldIsTorn() throws IOException {
        write(new GrowingBytes(0));

        assertThatThrownBy(this::read)
                .isInstanceOf(IOException.class)
                .hasMessage("an entry that was written aside is torn");
    }
}
