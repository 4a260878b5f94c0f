package dev.upserter.run.check;

import dev.upserter.history.CompletedRun;
import dev.upserter.source.stream.FileEnd;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How many files a source had, and how they ended. Held against that of an earlier run, it shows a source that may be shorter
 * than meant. Files are distinguished by their names, but for the words in these that hold a digit: dates and numbers change
 * from export to export.
 *
 * @param kinds the files by such a name; those without a row are left out
 */
public record SourceShape(Map<String, Kind> kinds) {
    /** The fact in {@link CompletedRun} that holds the text of one. */
    public static final String FACT = "sourceShape";

    private static final Pattern CHANGING =
            Pattern.compile("[\\p{L}\\d]*\\d[\\p{L}\\d]*(-[\\p{L}\\d]*\\d[\\p{L}\\d]*)*");

    public SourceShape {
        kinds = new TreeMap<>(kinds);
    }

    /**
     * Files of one name.
     *
     * @param files how many
     * @param ended how many of them are text that ends with a line break
     * @param open  how many of them are text that ends inside a line
     */
    record Kind(long files, long ended, long open) {
        private static final Kind NONE = new Kind(0, 0, 0);

        private Kind and(Kind other) {
            return new Kind(files + other.files, ended + other.ended, open + other.open);
        }

        private boolean hasLostEnd(Kind before) {
            return before.ended > 0 && open > before.open;
        }

        private static Kind of(FileEnd end) {
            return switch (end.ending()) {
                case LINE_END -> new Kind(1, 1, 0);
                case NO_LINE_END -> new Kind(1, 0, 1);
                case OWN_END -> new Kind(1, 0, 0);
            };
        }
    }

    /** Of files that were read to their ends. */
    public static SourceShape of(List<FileEnd> ends) {
        var kinds = new HashMap<String, Kind>();
        ends.stream()
                .filter(end -> end.rows() > 0)
                .forEach(end -> kinds.merge(kind(end.name()), Kind.of(end), Kind::and));
        return new SourceShape(kinds);
    }

    private static String kind(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1).replace('\n', ' ');
        return CHANGING.matcher(file).replaceAll("#");
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue().files + " " + kind.getValue().ended + " " + kind.getValue().open + " "
                        + kind.getKey())
                .collect(Collectors.joining("\n"));
    }

    /** Reads what {@link #text} wrote; empty if it is something else. */
    static Optional<SourceShape> parse(String text) {
        var kinds = new HashMap<String, Kind>();
        for (String line : text.lines().toList()) {
            String[] parts = line.split(" ", 4);
            try {
                kinds.put(
                        parts[3],
                        new Kind(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])));
            } catch (ArrayIndexOutOfBoundsException | NumberFormatException unreadable) {
                return Optional.empty();
            }
        }
        return kinds.isEmpty() ? Optional.empty() : Optional.of(new SourceShape(kinds));
    }

    /**
     * What tells that the source may be shorter than meant; empty if nothing does.
     *
     * @param before what the source was like in a run that read all of it
     */
    public Optional<String> doubt(SourceShape before) {
        return goesByName(before) ? doubtByName(before) : doubtOf("the source", all(), before.all());
    }

    /**
     * Whether it is what later sources are to be held against, once it was doubted: fewer files may be right from now on, but
     * no source without a row, and none that has lost the end of a line.
     */
    public boolean canReplace(SourceShape before) {
        boolean hasLostEnd = goesByName(before)
                ? before.kinds.entrySet().stream()
                        .anyMatch(kind -> of(kind.getKey()).hasLostEnd(kind.getValue()))
                : all().hasLostEnd(before.all());
        return !kinds.isEmpty() && !hasLostEnd;
    }

    private boolean goesByName(SourceShape before) {
        return before.all().files() > 1 && !isRotated(before);
    }

    private Kind of(String name) {
        return kinds.getOrDefault(name, Kind.NONE);
    }

    /** Whether every text ended with a line break. */
    public boolean endsLines() {
        return all().ended() > 0 && all().open() == 0;
    }

    /** What the source was like in a run that completed. */
    public static Optional<SourceShape> of(CompletedRun run) {
        return Optional.ofNullable(run.facts().get(FACT)).flatMap(SourceShape::parse);
    }

    private Kind all() {
        return kinds.values().stream().reduce(Kind.NONE, Kind::and);
    }

    /** Whether all names are new, and there are as many files as before. */
    private boolean isRotated(SourceShape before) {
        return kinds.keySet().stream().noneMatch(before.kinds::containsKey)
                && all().files() >= before.all().files();
    }

    private Optional<String> doubtByName(SourceShape before) {
        return before.kinds.entrySet().stream()
                .flatMap(kind -> doubtOf(kind.getKey(), of(kind.getKey()), kind.getValue()).stream())
                .findFirst();
    }

    private static Optional<String> doubtOf(String name, Kind now, Kind before) {
        if (now.files < before.files) {
            return Optional.of("of files named like " + name + ", " + before.files
                    + " held rows in the last whole run, and " + now.files + " do now");
        }
        return now.hasLostEnd(before)
                ? Optional.of("the last line of " + name + " has no end, which it had in the last whole run")
                : Optional.empty();
    }
}
