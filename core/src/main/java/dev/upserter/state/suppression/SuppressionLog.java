package dev.upserter.state.suppression;

import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.TypedKey;
import dev.upserter.state.Acknowledgements;
import dev.upserter.state.AppendedFile;
import dev.upserter.state.EntryKind;
import dev.upserter.state.PrivateFiles;
import dev.upserter.state.RecordKey;
import dev.upserter.state.StateEntries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Records whom Customer.io has suppressed, or suppresses no more, before the state notes it: after a kill in between, the state still knows
 * them, and the next run suppresses them again, which changes nothing. The same holds for a power failure. Several
 * processes may write to the same file. Thread-safe.
 */
public final class SuppressionLog implements Acknowledgements, AutoCloseable {
    private final Acknowledgements state;
    private final EntryKind recorded;
    private final boolean isSuppressed;
    private final @Nullable IdentifierType type;
    private final RecordKey key;
    private final AppendedFile file;
    private final InstantSource clock;

    private SuppressionLog(
            Acknowledgements state,
            EntryKind recorded,
            boolean isSuppressed,
            @Nullable IdentifierType type,
            RecordKey key,
            AppendedFile file,
            InstantSource clock) {
        this.state = state;
        this.recorded = recorded;
        this.isSuppressed = isSuppressed;
        this.type = type;
        this.key = key;
        this.file = file;
        this.clock = clock;
    }

    /**
     * Opens the record of a workspace.
     *
     * @param folder where {@link SuppressedPeople} reads it; created if missing
     * @param type   the identifier that is the key of people; null where each key says it: {@link TypedKey}
     * @param recorded which acknowledged entries are about people who are suppressed, or are so no more
     * @param isSuppressed whether they are suppressed now
     * @param state  receives what was acknowledged, once it is recorded here
     * @param clock  says when
     */
    public static SuppressionLog open(
            Path folder,
            @Nullable IdentifierType type,
            EntryKind recorded,
            boolean isSuppressed,
            Acknowledgements state,
            InstantSource clock)
            throws IOException {
        PrivateFiles.makeFolders(folder);
        RecordKey key = RecordKey.readOrMake(folder, SuppressedPeople::unusable);
        Path file = folder.resolve(SuppressedPeople.FILE);
        try {
            PrivateFiles.createFile(file);
            PrivateFiles.forceFolder(folder);
        } catch (FileAlreadyExistsException before) {
            // its file is continued
        }
        return new SuppressionLog(state, recorded, isSuppressed, type, key, new AppendedFile(file), clock);
    }

    @Override
    public void acknowledge(StateEntries entries) throws IOException {
        var lines = new StringBuilder();
        entries.forEach(entry -> {
            if (entry.kind() == recorded) {
                lines.append(line(entry.keyBytes()));
            }
        });
        if (!lines.isEmpty()) {
            file.append((SuppressedPeople.at(clock.instant()) + lines).getBytes(StandardCharsets.US_ASCII));
            if (state.isDurableAtOnce()) {
                file.force();
            }
        }
        state.acknowledge(entries);
    }

    @Override
    public boolean notesSending() {
        return state.notesSending();
    }

    @Override
    public void sending(StateEntries entries) throws IOException {
        state.sending(entries);
    }

    @Override
    public void tookNothing(StateEntries entries) throws IOException {
        state.tookNothing(entries);
    }

    @Override
    public void leavesDoubt() {
        state.leavesDoubt();
    }

    /** Starts with a line break, since the line before it may be torn. */
    private String line(byte[] person) {
        byte[] hash;
        synchronized (key) {
            hash = type == null ? hash(person) : key.hash(type, person, 0, person.length);
        }
        return "\n" + SuppressedPeople.FORMAT + " " + key.name() + " "
                + HexFormat.of().formatHex(hash) + (isSuppressed ? "" : SuppressedPeople.NO_MORE) + "\n";
    }

    private byte[] hash(byte[] typed) {
        TypedKey person = TypedKey.of(new String(typed, StandardCharsets.UTF_8));
        byte[] bytes = person.key().getBytes(StandardCharsets.UTF_8);
        return key.hash(person.type(), bytes, 0, bytes.length);
    }

    @Override
    public void force() throws IOException {
        file.force();
        state.force();
    }

    @Override
    public boolean isDurableAtOnce() {
        return state.isDurableAtOnce();
    }

    /** Whether a power failure can lose nothing that was recorded. */
    boolean isForced() {
        return file.isForced();
    }

    @Override
    public String place() {
        return state.place();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
