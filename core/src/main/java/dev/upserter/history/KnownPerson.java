package dev.upserter.history;

import dev.upserter.state.file.LastSent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one sync knows about one person.
 *
 * @param sync     its name
 * @param kept     what it keeps about deliveries
 * @param isKnown  whether Customer.io has the person, as far as the sync knows
 * @param isMarked whether the person was marked as removed
 * @param values   the attributes sent last, a JSON object; empty if they are not kept, or the person is not known
 * @param lastRun  the id of its last run; null if none is known
 */
public record KnownPerson(
        String sync,
        Kept kept,
        boolean isKnown,
        boolean isMarked,
        String values,
        @Nullable String lastRun) {

    /** What a sync keeps about deliveries. */
    public enum Kept {
        /** Its runs are not incremental, or none has created a state in the state folder yet. */
        NOTHING,
        /** Which people were delivered, but not their values. */
        FINGERPRINTS,
        /** The delivered values, too. */
        VALUES,
        /** A state that cannot be read. */
        UNREADABLE
    }

    /**
     * Looks up one person in all syncs of a state folder; changes nothing, and a run may be active.
     *
     * @param stateFolder need not exist
     * @param key         the identifier, as text
     * @return one for each sync, by name
     */
    public static List<KnownPerson> find(Path stateFolder, String key) throws IOException {
        var state = new StateFolder(stateFolder);
        var found = new ArrayList<KnownPerson>();
        for (String sync : syncs(state)) {
            found.add(find(state, sync, key));
        }
        return found;
    }

    private static List<String> syncs(StateFolder state) throws IOException {
        try (Stream<Path> folders = Files.list(state.path().resolve(RunFolder.SYNCS))) {
            return folders.filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private static KnownPerson find(StateFolder state, String sync, String key) throws IOException {
        String lastRun = state.lastRun(sync).orElse(null);
        try {
            Optional<LastSent> found = LastSent.find(state.sync(sync), key);
            return found.map(person -> new KnownPerson(
                            sync,
                            person.hasValues() ? Kept.VALUES : Kept.FINGERPRINTS,
                            person.isKnown(),
                            person.isMarked(),
                            person.values(),
                            lastRun))
                    .orElseGet(() -> new KnownPerson(sync, Kept.NOTHING, false, false, "", lastRun));
        } catch (IOException unreadable) {
            return new KnownPerson(sync, Kept.UNREADABLE, false, false, "", lastRun);
        }
    }

    /** Shows the sync and whether the person is known; never the values, which are personal data. */
    @Override
    public String toString() {
        return "KnownPerson[" + sync + ", " + isKnown + "]";
    }
}
