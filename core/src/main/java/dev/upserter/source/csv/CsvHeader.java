package dev.upserter.source.csv;

import dev.upserter.json.JsonText;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.Header;
import dev.upserter.record.Shape;
import dev.upserter.source.SourceProblems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns of a CSV file or a sheet. Their names are exactly those of the header; a column without a name is left out.
 *
 * @param place    where the names are
 * @param shape    the names of the columns that have one
 * @param fields   for each column, its index in the shape; negative for a column without a name of its own
 * @param repeated the names of several columns each
 * @param tables   the names on each side of blank columns, as {@link Header#tables} says
 * @param warnings what is suspicious about the names
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CsvHeader(
        Location place,
        Shape shape,
        int[] fields,
        List<String> repeated,
        List<List<String>> tables,
        List<Problem> warnings) {
    private static final int MAX_SHOWN = 40;
    private static final int UNNAMED = -1;
    private static final int REPEATED = -2;
    private static final String FIRST_LINE = "the first line must hold the names of the columns, but ";

    /** The header in the form for any source. */
    public Header header() {
        boolean hasUnnamed = Arrays.stream(fields).anyMatch(field -> field == UNNAMED);
        return new Header(place, shape.names(), false, repeated, hasUnnamed, tables);
    }

    /** What precedes the values of a row as JSON, for each name. */
    byte[][] prefixes() {
        byte[][] prefixes = new byte[shape.size()][];
        for (int i = 0; i < prefixes.length; i++) {
            byte[] quoted = JsonText.quote(shape.name(i));
            prefixes[i] = Arrays.copyOf(quoted, quoted.length + 1);
            prefixes[i][quoted.length] = ':';
        }
        return prefixes;
    }

    /** The same columns, with blank ones among them. */
    public CsvHeader with(List<List<String>> tables) {
        return new CsvHeader(place, shape, fields, repeated, tables, warnings);
    }

    /**
     * Creates a header. Columns that share a name are left out, as columns without a name are: a rule could not say which
     * of them it means.
     *
     * @throws ProblemException if no column has a name of its own
     */
    public static CsvHeader of(List<String> columns, Location place) {
        return of(columns, place, i -> String.valueOf(i + 1));
    }

    /**
     * Creates a header, as above.
     *
     * @param labels what messages call the i-th column
     */
    public static CsvHeader of(List<String> columns, Location place, IntFunction<String> labels) {
        var names = new ArrayList<String>();
        var warnings = new ArrayList<Problem>();
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            places.computeIfAbsent(columns.get(i), unused -> new ArrayList<>()).add(i);
        }
        Map<String, Integer> plain = new HashMap<>();
        int[] fields = new int[columns.size()];
        for (int i = 0; i < fields.length; i++) {
            String name = columns.get(i);
            List<Integer> same = places.getOrDefault(name, List.of());
            fields[i] = REPEATED;
            if (visible(name).isEmpty()) {
                fields[i] = UNNAMED;
                if (!(place instanceof Location.InFile)) { // not by choice in the configuration
                    warnings.add(unclear(place, "column " + labels.apply(i) + " has no name. It is left out"));
                }
            } else if (same.size() > 1) {
                if (same.getFirst() == i) {
                    warnings.add(
                            repeated(place, same.stream().map(labels::apply).toList(), name));
                }
            } else {
                odd(place, i, columns, plain, labels).ifPresent(warnings::add);
                fields[i] = names.size();
                names.add(name);
            }
        }
        if (names.isEmpty()) {
            throw places.keySet().stream().allMatch(name -> visible(name).isEmpty())
                    ? blank(place)
                    : SourceProblems.stop(place, FIRST_LINE + "none has a name of its own");
        }
        List<String> repeated = places.entrySet().stream()
                .filter(one ->
                        one.getValue().size() > 1 && !visible(one.getKey()).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        return new CsvHeader(place, new Shape(names), fields, repeated, List.of(), List.copyOf(warnings));
    }

    /**
     * Moves to the first line that shows something; false if none does.
     *
     * @throws ProblemException if a line of blanks is in the place of the header
     */
    static boolean find(Cells lines, String file) throws IOException {
        boolean isThere = true;
        while (isThere && lines.isBlank()) {
            isThere = lines.next();
        }
        long first = lines.line();
        boolean isBlank = false;
        while (isThere && isBlank(lines)) {
            isBlank = true;
            isThere = lines.next();
        }
        if (isThere && isBlank) {
            throw blank(new Location.InText(file, first, 1));
        }
        return isThere;
    }

    private static ProblemException blank(Location place) {
        return SourceProblems.stop(place, FIRST_LINE + "it is blank");
    }

    private static boolean isBlank(Cells line) {
        return line.isBlank()
                || IntStream.range(0, line.count()).allMatch(i -> line.text(i).isBlank());
    }

    private static Problem repeated(Location place, List<String> same, String name) {
        String all = same.stream().limit(MAX_SHOWN).collect(Collectors.joining(", "));
        return unclear(place, "the columns " + all + " have the same name, " + shown(name) + ". They are left out");
    }

    private static Optional<Problem> odd(
            Location place, int column, List<String> columns, Map<String, Integer> plain, IntFunction<String> labels) {
        String name = columns.get(column);
        String visible = visible(name);
        Integer twin = plain.putIfAbsent(visible.toLowerCase(Locale.ROOT), column);
        if (twin != null) {
            return Optional.of(unclear(
                    place,
                    "the names of the columns " + labels.apply(twin) + " and " + labels.apply(column) + ", "
                            + shown(columns.get(twin))
                            + " and " + shown(name) + ", differ only in letter case or blanks"));
        }
        if (!name.equals(visible)) {
            boolean around = name.strip().equals(visible);
            return Optional.of(unclear(
                    place,
                    "the name of column " + labels.apply(column)
                            + (around
                                    ? " has blanks around it. A mapping must name it with them: "
                                    : " holds no-break, zero-width or other characters that show nothing. A mapping must name"
                                            + " it with them: ")
                            + shown(name)));
        }
        return Optional.empty();
    }

    /** The visible name: invisible characters are removed, other blanks become plain spaces. */
    private static String visible(String name) {
        return name.replaceAll("\\p{Cf}|\\p{Cc}", "")
                .replaceAll("[\\p{Z}]", " ")
                .strip();
    }

    private static Problem unclear(Location place, String message) {
        return Problem.of(Code.COLUMN_UNCLEAR, place, message);
    }

    private static String shown(String name) {
        return "\""
                + (name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "..." : name)
                        .replaceAll("\\p{Cntrl}", " ")
                + "\"";
    }
}
