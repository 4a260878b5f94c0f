package dev.upserter.run;

import dev.upserter.report.Progress;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * How one run is to go, beside what the configuration says.
 *
 * @param stateFolder where the run's files go (the folder {@code runs/<run>} in it is made)
 * @param limit       rows to read at most; empty for all
 * @param dryRun      whether everything is done but the sending
 * @param stop        asked often: once true, the run finishes what is in flight and stops
 * @param progress    told a few times a second, from a thread of the run's; must return quickly
 */
public record RunOptions(
        Path stateFolder, OptionalLong limit, boolean dryRun, StopSignal stop, Consumer<Progress> progress) {

    /** All rows, really sent, nobody watching. */
    public static RunOptions in(Path stateFolder) {
        return new RunOptions(stateFolder, OptionalLong.empty(), false, new StopSignal(), ignored -> {});
    }

    public RunOptions withLimit(long rows) {
        return new RunOptions(stateFolder, OptionalLong.of(rows), dryRun, stop, progress);
    }

    public RunOptions withDryRun() {
        return new RunOptions(stateFolder, limit, true, stop, progress);
    }

    public RunOptions withStop(StopSignal signal) {
        return new RunOptions(stateFolder, limit, dryRun, signal, progress);
    }

    public RunOptions withProgress(Consumer<Progress> listener) {
        return new RunOptions(stateFolder, limit, dryRun, stop, listener);
    }
}
