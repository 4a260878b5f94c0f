package dev.upserter.server.upload;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.series.SeriesData;
import dev.upserter.source.DataFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of data that came with one configuration, and which sync reads which. A name in the configuration finds one of
 * these files or nothing; it is never used as a path. Immutable.
 *
 * @param files one or more
 */
public record UploadedFiles(List<Named> files) {

    /**
     * One of them.
     *
     * @param name as the client gave it, without folders
     * @param data its rows
     */
    public record Named(String name, DataFile data) {}

    public UploadedFiles {
        files = List.copyOf(files);
    }

    /**
     * The rows of several syncs.
     *
     * @param whole  all syncs of the configuration
     * @param chosen those that are to be run
     * @throws ProblemException if a file is missing, or read by no sync, or if two have the same name
     */
    public SeriesData of(SyncSet whole, SyncSet chosen) {
        require(whole, chosen);
        boolean isFed = chosen.groups().stream()
                .anyMatch(group -> !group.first().source().namesRows());
        return new SeriesData(this::of, isFed ? files.getFirst().data() : null);
    }

    /**
     * The rows of one sync.
     *
     * @param whole all syncs of the configuration
     * @param set   that sync
     * @throws ProblemException as {@link #of(SyncSet, SyncSet)}
     */
    public DataFile ofOne(SyncSet whole, SyncSet set) {
        require(whole, set);
        SyncConfig sync = set.only();
        return sync.source().namesRows() ? of(sync) : files.getFirst().data();
    }

    private DataFile of(SyncConfig sync) {
        return files.stream()
                .filter(file -> file.name().equals(sync.source().file()))
                .findFirst()
                .map(Named::data)
                .orElseThrow(() -> new IllegalStateException("its name was found before"));
    }

    private void require(SyncSet whole, SyncSet chosen) {
        List<String> names = files.stream().map(Named::name).toList();
        List<Problem> problems = new ArrayList<>(unread(names, whole));
        chosen.groups().stream()
                .map(SyncSet.Group::first)
                .flatMap(sync -> missing(names, sync).stream())
                .forEach(problems::add);
        throwIfAny(problems);
    }

    /**
     * Requires that each of these files is read by a sync, and that no two have the same name.
     *
     * @throws ProblemException if not
     */
    static void requireRead(List<String> names, SyncSet whole) {
        throwIfAny(unread(names, whole));
    }

    private static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    private static List<Problem> unread(List<String> names, SyncSet whole) {
        var problems = new ArrayList<Problem>();
        Set<String> named = whole.groups().stream()
                .map(group -> group.first().source().file())
                .filter(file -> file != null)
                .collect(Collectors.toSet());
        boolean isForAll = names.size() == 1
                && whole.groups().stream()
                        .anyMatch(group -> !group.first().source().namesRows());
        var seen = new HashSet<String>();
        for (String name : names) {
            if (!seen.add(name)) {
                problems.add(
                        problem("two uploaded files have the name " + shown(name), "give each file a name of its own"));
            } else if (!named.contains(name) && !isForAll) {
                problems.add(problem(
                        "no sync reads the uploaded file " + shown(name),
                        "leave it out, or name it by source: {file: NAME} under the sync that is to read it"));
            }
        }
        return problems;
    }

    private static List<Problem> missing(List<String> names, SyncConfig sync) {
        String file = sync.source().file();
        if (file == null) {
            return names.size() == 1
                    ? List.of()
                    : List.of(problem(
                            "several files of data were uploaded, and the sync " + sync.sync()
                                    + " does not say which of them it reads",
                            "write source: {file: NAME} under it, with one of these names: " + shown(names)));
        }
        return names.contains(file)
                ? List.of()
                : List.of(problem(
                        "the sync " + sync.sync() + " names the file " + shown(file) + ", which was not uploaded",
                        "send it along under this very name. What came is: " + shown(names)));
    }

    private static String shown(List<String> names) {
        return names.stream().map(UploadedFiles::shown).collect(Collectors.joining(", "));
    }

    private static String shown(String name) {
        return FileName.shown(name, "without a name");
    }

    private static Problem problem(String message, String hint) {
        return Problem.of(Code.CONFIG_INVALID, null, message, hint);
    }
}
