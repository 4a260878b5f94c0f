package dev.upserter.state.suppression;

import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.TypedKey;
import dev.upserter.state.Acknowledgements;
import dev.upserter.state.AppendedFile;
import dev.upserter.state.EmptyAcknowledgements;
import dev.upserter.state.EntryKind;
import dev.upserter.state.PrivateFiles;
import dev.upserter.state.RecordKey;
import dev.upserter.state.RecordedFirst;
import dev.upserter.state.StateEntries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Records whom Customer.io has suppressed, or suppresses no more. After a kill before the state notes it, the next run suppresses
 * them again, which changes nothing. Thread-safe.
 */
public final class SuppressionLog extends RecordedFirst {
    private final EntryKind recorded;
    private final boolean isSuppressed;
    private final @Nullable IdentifierType type;
    private final RecordKey key;
    private final InstantSource clock;

    private SuppressionLog(
            Acknowledgements state,
            EntryKind recorded,
            boolean isSuppressed,
            @Nullable IdentifierType type,
            RecordKey key,
            AppendedFile file,
            InstantSource clock) {
        super(file, state);
        this.recorded = recorded;
        this.isSuppressed = isSuppressed;
        this.type = type;
        this.key = key;
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
        Path file = PrivateFiles.makeFile(folder.resolve(SuppressedPeople.FILE));
        return new SuppressionLog(state, recorded, isSuppressed, type, key, new AppendedFile(file), clock);
    }

    /** Opens it for people whom no entry tells. */
    public static SuppressionLog open(Path folder, boolean isSuppressed, InstantSource clock) throws IOException {
        return open(folder, null, EntryKind.PRESENT, isSuppressed, EmptyAcknowledgements.NOWHERE, clock);
    }

    @Override
    protected String lines(StateEntries entries) throws IOException {
        var lines = new StringBuilder();
        entries.forEach(entry -> {
            if (entry.kind() == recorded) {
                lines.append(line(hashOf(entry.keyBytes())));
            }
        });
        return dated(lines);
    }

    /** Records people. */
    public void record(Iterable<Identifier> people) throws IOException {
        var lines = new StringBuilder();
        synchronized (key) {
            people.forEach(person -> lines.append(line(key.hash(person))));
        }
        append(dated(lines));
    }

    private String dated(StringBuilder lines) {
        return lines.isEmpty() ? "" : SuppressedPeople.at(clock.instant()) + lines;
    }

    private byte[] hashOf(byte[] person) {
        synchronized (key) {
            return type == null ? hashOfTyped(person) : key.hash(type, person, 0, person.length);
        }
    }

    /** Starts with a line break, since the line before it may be torn. */
    private String line(byte[] hash) {
        return "\n" + SuppressedPeople.FORMAT + " " + key.name() + " "
                + HexFormat.of().formatHex(hash) + (isSuppressed ? "" : SuppressedPeople.NO_MORE) + "\n";
    }

    private byte[] hashOfTyped(byte[] typed) {
        TypedKey person = TypedKey.of(new String(typed, StandardCharsets.UTF_8));
        byte[] bytes = person.key().getBytes(StandardCharsets.UTF_8);
        return key.hash(person.type(), bytes, 0, bytes.length);
    }
}
