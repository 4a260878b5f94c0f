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
 * Records the last run of a sync. Retries have a file of their own, so that they do not hide a run that can be resumed.
 *
 * @param state  the state folder
 * @param folder of the sync, in the state folder or elsewhere
 * @param kind   the kind of runs
 */
public record LastRuns(StateFolder state, Path folder, Kind kind) {

    /** The kinds of runs. */
    public enum Kind {
        /** Runs that read the source. */
        OF_SOURCE("last-run"),
        /** Runs that send again what another run did not deliver. */
        OF_RETRY("last-retry");

        private final String file;

        Kind(String file) {
            this.file = file;
        }
    }

    /**
     * Records the last run; a kill leaves either this run or the previous one.
     *
     * @throws dev.upserter.problem.ProblemException if it cannot be written
     */
    public void note(String run) {
        try {
            PrivateFiles.makeFolders(folder);
            RunFolder.writeWhole(folder.resolve(kind.file), run + "\n");
        } catch (IOException e) {
            throw RunFolder.unwritable(folder.resolve(kind.file), e);
        }
    }

    /** The last run; empty if there was none. If the file is damaged, it is determined from the runs' folders. */
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
        try (Stream<Path> runs = Files.list(state.runs())) {
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
