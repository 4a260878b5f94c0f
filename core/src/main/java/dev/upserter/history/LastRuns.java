package dev.upserter.history;

import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names the last run of a sync. A retry has a file of its own, so that it does not hide a run that can go on.
 *
 * @param state  the state folder
 * @param folder of the sync, in the state folder or elsewhere
 * @param kind   which runs it is about
 */
public record LastRuns(StateFolder state, Path folder, Kind kind) {

    /** Which runs are told apart. */
    public enum Kind {
        /** Those that read the source. */
        OF_SOURCE("last-run"),
        /** Those that send again what another one did not deliver. */
        OF_RETRY("last-retry");

        private final String file;

        Kind(String file) {
            this.file = file;
        }
    }

    /**
     * Notes which run is the last; a kill leaves either this one or the one before.
     *
     * @throws dev.upserter.problem.ProblemException if that cannot be written
     */
    public void note(String run) {
        try {
            PrivateFiles.makeFolders(folder);
            RunFolder.writeWhole(folder.resolve(kind.file), run + "\n");
        } catch (IOException e) {
            throw RunFolder.unwritable(folder.resolve(kind.file), e);
        }
    }

    /** The last run; empty if there was none. Where the file is damaged, the runs themselves tell. */
    public Optional<String> last() throws IOException {
        String run;
        try {
            run = new String(Files.readAllBytes(folder.resolve(kind.file)), StandardCharsets.UTF_8).strip();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            return newest();
        }
        return StateFolder.isRunId(run) ? Optional.of(run).filter(state::holds) : newest();
    }

    private Optional<String> newest() throws IOException {
        String sync = String.valueOf(folder.getFileName());
        try (Stream<Path> runs = Files.list(state.path().resolve("runs"))) {
            List<String> ids = runs.map(path -> String.valueOf(path.getFileName()))
                    .filter(StateFolder::isRunId)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            return ids.stream()
                    .filter(id -> RunHeader.read(state.run(id))
                            .filter(header -> header.sync().equals(sync))
                            .isPresent())
                    .findFirst();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }
}
