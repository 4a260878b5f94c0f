package dev.upserter.history;

import dev.upserter.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The runs whose folders are in a state folder, from any process. Read-only; thread-safe.
 *
 * @param state the state folder; need not exist
 */
public record PastRuns(StateFolder state) {

    /**
     * The newest runs, newest first.
     *
     * @param syncs only the runs of these; empty for all
     * @param most the largest number to return
     * @throws IOException if the folder cannot be read
     */
    public List<PastRun> newest(Collection<String> syncs, long most) throws IOException {
        return ids().stream()
                .filter(id -> syncs.isEmpty() || syncs.contains(sync(id)))
                .limit(most)
                .map(this::read)
                .toList();
    }

    /** A run; empty if there is no such run. */
    public Optional<PastRun> find(String id) {
        return RunId.isValid(id) && isFolder(state.run(id)) ? Optional.of(read(id)) : Optional.empty();
    }

    /** The ids of all runs, newest first. Ids of earlier versions do not order runs of the same second. */
    public List<String> ids() throws IOException {
        try (Stream<Path> folders = Files.list(state.runs())) {
            return folders.filter(PastRuns::isFolder)
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .filter(RunId::isValid)
                    .sorted(Comparator.comparing(PastRuns::second)
                            .thenComparing(this::written)
                            .thenComparing(Comparator.naturalOrder())
                            .reversed())
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static String second(String id) {
        return id.substring(0, RunId.LENGTH_OF_TIME);
    }

    /** When the run wrote its header, its first file. */
    private FileTime written(String id) {
        try {
            return Files.getLastModifiedTime(state.run(id).resolve(RunFolder.HEADER));
        } catch (IOException none) {
            return FileTime.fromMillis(0);
        }
    }

    /** The sync that a run belongs to; empty if its folder does not contain it. */
    public String sync(String id) {
        return RunHeader.read(state.run(id))
                .map(RunHeader::sync)
                .or(() -> reportJson(id).flatMap(PastRuns::parse).map(RunReport::sync))
                .orElse("");
    }

    private PastRun read(String id) {
        Optional<String> json = reportJson(id);
        Optional<RunReport> report = json.flatMap(PastRuns::parse);
        String sync = report.map(RunReport::sync).orElseGet(() -> sync(id));
        PastRun.Ending ending = ending(id, sync, json.isPresent());
        boolean hasEnded = ending == PastRun.Ending.ENDED || ending == PastRun.Ending.STOPPED;
        return new PastRun(
                id,
                sync,
                RunId.start(id),
                aim(id, report),
                ending,
                RunHeader.read(state.run(id)).flatMap(RunHeader::endpoint),
                hasEnded && report.isPresent() ? 0 : acknowledged(id),
                hasEnded ? report : Optional.empty(),
                hasEnded ? json : Optional.empty());
    }

    private PastRun.Aim aim(String id, Optional<RunReport> report) {
        if (RunFolder.isOfLook(state.run(id))) {
            return report.filter(known -> known.destination().equals(RunReport.PLANNED))
                    .map(known -> PastRun.Aim.PLAN)
                    .orElse(PastRun.Aim.DRY_RUN);
        }
        if (state.isRetry(id)) {
            return PastRun.Aim.RETRY;
        }
        return state.scope(id) == Scope.BASELINE ? PastRun.Aim.BASELINE : PastRun.Aim.SYNC;
    }

    private long acknowledged(String id) {
        try {
            return Journal.read(state.run(id)).delivered().size();
        } catch (IOException unreadable) {
            return 0;
        }
    }

    private PastRun.Ending ending(String id, String sync, boolean hasReport) {
        if (!sync.isEmpty() && SyncLock.isHeldBy(state.sync(sync), id)) {
            return PastRun.Ending.UNDER_WAY;
        }
        if (!Files.exists(state.run(id).resolve(RunFolder.JOURNAL))) {
            return hasReport ? PastRun.Ending.ENDED : PastRun.Ending.CUT_OFF;
        }
        if (state.wasCutOff(id)) {
            return PastRun.Ending.CUT_OFF;
        }
        return state.isUnfinished(id) ? PastRun.Ending.STOPPED : PastRun.Ending.ENDED;
    }

    private Optional<String> reportJson(String id) {
        Path file = state.run(id).resolve(RunFolder.REPORT);
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<RunReport> parse(String json) {
        try {
            return Optional.of(RunReport.fromJson(json));
        } catch (IOException ofAnotherBuild) {
            return Optional.empty();
        }
    }
}
