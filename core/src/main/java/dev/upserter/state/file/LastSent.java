package dev.upserter.state.file;

import dev.upserter.json.JsonValue;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.plan.PersonKey;
import dev.upserter.state.EntryKind;
import dev.upserter.state.StateEntries;
import dev.upserter.state.StateEntry;
import dev.upserter.state.StateHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a state in files says about one person. The lookup takes no lock and changes nothing, so that it works while a run
 * has the state open; it includes what was acknowledged a moment ago.
 *
 * @param hasValues whether the state keeps the values sent last
 * @param isKnown   whether Customer.io has the person, as far as is known
 * @param isMarked  whether the person was marked as removed
 * @param values    the attributes sent last, a JSON object; empty if the person is not known, or values are not kept
 */
public record LastSent(boolean hasValues, boolean isKnown, boolean isMarked, String values) {
    /** The kind of an entry, and its values. */
    private record Found(EntryKind kind, String values) {
        private static final Found NOBODY = new Found(EntryKind.FORGOTTEN, "");

        private boolean isMarked() {
            return kind == EntryKind.MARKED;
        }

        private boolean isKnown() {
            return kind == EntryKind.PRESENT || isMarked();
        }
    }

    /**
     * Looks up one person.
     *
     * @param folder of the sync
     * @param key    the identifier, as text
     * @return empty if the folder holds no state
     * @throws IOException if it cannot be read
     */
    public static Optional<LastSent> find(Path folder, String key) throws IOException {
        // The log first: if a run merges it into the state meanwhile, the state says the same.
        var found = new Finder(key);
        Optional<StateHeader> inLog = found.inLog(folder.resolve(FileStore.LOG));
        Optional<StateHeader> inState = found.inState(folder.resolve(FileStore.STATE));
        return inLog.or(() -> inState).map(header -> of(header, found.entry));
    }

    private static LastSent of(StateHeader header, @Nullable Found entry) {
        Found found = entry == null ? Found.NOBODY : entry;
        return new LastSent(
                header.hasValues(), found.isKnown(), found.isMarked(), found.isKnown() ? found.values() : "");
    }

    /** A key that the person may have. */
    private record Wanted(PersonKey key, long hash) {
        private boolean is(StateEntry entry) {
            return entry.hash() == hash && key.is(entry.keyBytes());
        }
    }

    /** Reads both files. */
    private static final class Finder {
        private final String key;
        private @Nullable Found entry;

        private Finder(String key) {
            this.key = key;
        }

        /** The keys that the person may have in a state with this header, in its spelling. */
        private List<Wanted> keys(StateHeader header) {
            if (!header.isMixed()) {
                boolean isEmail = header.identifiers().contains(IdentifierType.EMAIL);
                return List.of(wanted(isEmail ? IdentifierType.EMAIL : IdentifierType.ID, false));
            }
            return header.identifiers().stream().map(type -> wanted(type, true)).toList();
        }

        private Wanted wanted(IdentifierType type, boolean saysWhatItIs) {
            PersonKey wanted = new PersonKey().of(new Identifier(type, JsonValue.ofText(key)));
            if (saysWhatItIs) {
                wanted.ofType(type);
            }
            return new Wanted(wanted, wanted.hash());
        }

        private Optional<StateHeader> inLog(Path file) throws IOException {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            try {
                return AckLog.look(file, header -> {
                    List<Wanted> wanted = keys(header);
                    return (bytes, length) -> new StateEntries(bytes, 0, length).forEach(here -> take(here, wanted));
                });
            } catch (NoSuchFileException folded) {
                return Optional.empty();
            }
        }

        private void take(StateEntry here, List<Wanted> wanted) {
            for (Wanted one : wanted) {
                if (one.is(here)) {
                    entry = new Found(here.kind(), new String(here.values(), StandardCharsets.UTF_8));
                }
            }
        }

        private Optional<StateHeader> inState(Path file) throws IOException {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            Optional<StateHeader> header = StateReader.header(file);
            if (header.isEmpty()) {
                throw new IOException("the state has no header");
            }
            if (entry == null) {
                List<Wanted> wanted = keys(header.get());
                long last = wanted.stream()
                        .map(Wanted::hash)
                        .max(Long::compareUnsigned)
                        .orElse(0L);
                try (StateReader people = StateReader.open(file)) {
                    while (people.next() && Long.compareUnsigned(people.entry().hash(), last) <= 0) {
                        take(people.entry(), wanted);
                    }
                }
            }
            return header;
        }
    }

    /** Shows whether the person is known; never the values, which are personal data. */
    @Override
    public String toString() {
        return "LastSent[" + isKnown + "]";
    }
}
