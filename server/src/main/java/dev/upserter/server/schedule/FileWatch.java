package dev.upserter.server.schedule;

import dev.upserter.config.SyncSet;
import dev.upserter.problem.Code;
import dev.upserter.problem.DiskFailure;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the files of one turn again and again: network file systems tell of no changes. A file has arrived once two looks find
 * it the same, some time apart, and whole, and it is not what a completed run has taken. For one thread.
 */
final class FileWatch {
    /** For so long, a file must stay the same. */
    static final Duration QUIET = Duration.ofSeconds(10);

    /** After so long, a file that looks cut off is taken as it is: its run reports it. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** After so long, a run that was stopped is tried again. */
    static final Duration AGAIN = Duration.ofMinutes(15);

    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, Tried> tried = new HashMap<>();
    /** The files that were told of since they cannot be read. */
    private final Set<String> unreadable = new HashSet<>();

    private @Nullable SyncSet set;
    private boolean isAway;

    /** A file as it has been since. */
    private record Seen(FilePrint print, Instant since) {}

    /** A file whose run did not complete. */
    private record Tried(FilePrint print, Instant until) {}

    /**
     * What a look finds.
     *
     * @param arrived  the files that are to be taken
     * @param same     files that were replaced with what was taken already
     * @param problems what keeps files from being seen, each told once
     */
    record Look(List<FilePrint> arrived, List<FilePrint> same, List<Problem> problems) {}

    /**
     * Looks at the files.
     *
     * @param pattern  a file or a pattern
     * @param together whether all of them are one source: none is taken while another is still growing
     * @param taken    what completed runs have taken
     */
    Look look(Path pattern, boolean together, Map<String, FilePrint> taken, Instant now) {
        List<DataFile.OnDisk> files;
        try {
            files = files(pattern);
        } catch (ProblemException e) {
            boolean isFirst = !isAway;
            isAway = true;
            return new Look(List.of(), List.of(), isFirst ? e.problems() : List.of());
        }
        isAway = false;
        unreadable.retainAll(files.stream().map(file -> file.path().toString()).toList());
        var problems = new ArrayList<Problem>();
        var arrived = new ArrayList<FilePrint>();
        var same = new ArrayList<FilePrint>();
        var growing = false;
        for (DataFile.OnDisk file : files) {
            try {
                FilePrint print = print(file.path());
                if (isKnown(print, taken, now)) {
                    continue;
                }
                Optional<FilePrint> whole = whole(file.path(), print, now);
                if (whole.isEmpty()) {
                    growing = true;
                } else if (isSame(whole.get(), taken.get(print.path()))) {
                    same.add(whole.get());
                } else {
                    arrived.add(whole.get());
                }
            } catch (NoSuchFileException gone) {
                seen.remove(file.path().toString());
            } catch (IOException e) {
                growing = true;
                unreadable(file.path(), e).ifPresent(problems::add);
            }
        }
        return new Look(together && growing ? List.of() : arrived, same, problems);
    }

    /** Told once, until it can be read. */
    private Optional<Problem> unreadable(Path file, IOException why) {
        return unreadable.add(file.toString())
                ? Optional.of(Problem.of(
                        Code.INPUT_UNREADABLE,
                        new Location.InFile(file.toString()),
                        "the file cannot be read: " + DiskFailure.reason(why),
                        "let the server read it, or take it away. It is taken once it can be read"))
                : Optional.empty();
    }

    /** The files there are; none is well, as long as their folder is there. */
    private static List<DataFile.OnDisk> files(Path pattern) {
        Path folder = folder(pattern);
        if (!Files.isReadable(folder)) {
            throw new ProblemException(Problem.of(
                    Code.INPUT_NOT_FOUND,
                    new Location.InFile(pattern.toString()),
                    "the folder " + folder + " is not there, or cannot be read",
                    "bring it back, or correct source.file. Its files are taken then"));
        }
        try {
            return DataFile.find(pattern.toString()).files().stream()
                    .filter(file -> Files.isRegularFile(file.path()))
                    .toList();
        } catch (ProblemException none) {
            if (none.problems().getFirst().message().equals("no file matches this pattern")) {
                return List.of();
            }
            throw none;
        }
    }

    private static Path folder(Path pattern) {
        Path folder = pattern;
        while (folder.getParent() != null
                && (folder.equals(pattern) || folder.toString().matches("(?s).*[*?\\[{].*"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static FilePrint print(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        String node = String.valueOf(now.fileKey()).replaceAll("[^=]*=[^=]*=|[^0-9]", "");
        return new FilePrint(file.toString(), now.size(), now.lastModifiedTime() + "#" + node, "");
    }

    private boolean isKnown(FilePrint print, Map<String, FilePrint> taken, Instant now) {
        FilePrint before = taken.get(print.path());
        Tried failed = tried.get(print.path());
        return before != null && before.looksLike(print)
                || failed != null && failed.print().looksLike(print) && now.isBefore(failed.until());
    }

    private static boolean isSame(FilePrint print, @Nullable FilePrint before) {
        return before != null && before.digest().equals(print.digest());
    }

    /** The file with its digest, once it is quiet and whole. */
    private Optional<FilePrint> whole(Path file, FilePrint print, Instant now) throws IOException {
        Seen before = seen.get(print.path());
        if (before == null || !before.print().looksLike(print) || before.since().isAfter(now)) {
            seen.put(print.path(), new Seen(print, now));
            return Optional.empty();
        }
        Duration quiet = Duration.between(before.since(), now);
        if (quiet.compareTo(QUIET) < 0) {
            return Optional.empty();
        }
        boolean isWhole = WholeFile.looksWhole(file);
        unreadable.remove(print.path());
        return isWhole || quiet.compareTo(PATIENCE) >= 0
                ? Optional.of(print.withDigest(WholeFile.digest(file)))
                : Optional.empty();
    }

    /**
     * A run that took these files did not complete.
     *
     * @param isPassing whether the same may go well later: it was stopped, as by an outage
     */
    void failed(List<FilePrint> files, boolean isPassing, Instant now) {
        Instant until = isPassing ? now.plus(AGAIN) : Instant.MAX;
        files.forEach(file -> tried.put(file.path(), new Tried(file, until)));
    }

    /** Goes by this configuration. If it is another, whatever failed is tried again. */
    void use(SyncSet now) {
        if (set != null && !set.equals(now)) {
            tried.clear();
        }
        set = now;
    }
}
