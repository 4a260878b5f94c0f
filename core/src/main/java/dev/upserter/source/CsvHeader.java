package dev.upserter.source;

import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The columns of a CSV file. Their names are those of the header, exactly; a column without a name is left behind.
 *
 * @param place    where they stand
 * @param shape    the names of the columns that have one
 * @param fields   for each column, its place in the shape; negative for a column without a name
 * @param warnings what is odd about the names
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CsvHeader(Location place, Shape shape, int[] fields, List<Problem> warnings) {
    private static final int MAX_SHOWN = 40;

    /**
     * Takes the names.
     *
     * @throws ProblemException if two columns have the same name, or none has any
     */
    static CsvHeader of(List<String> columns, Location place) {
        var names = new ArrayList<String>();
        var warnings = new ArrayList<Problem>();
        var first = new HashMap<String, Integer>();
        Map<String, Integer> plain = new HashMap<>();
        int[] fields = new int[columns.size()];
        for (int i = 0; i < fields.length; i++) {
            String name = columns.get(i);
            if (name.isBlank()) {
                fields[i] = -1;
                warnings.add(unclear(place, "column " + (i + 1) + " has no name; it is left behind"));
                continue;
            }
            Integer same = first.putIfAbsent(name, i + 1);
            if (same != null) {
                throw new ProblemException(Problem.of(
                        Code.COLUMN_DUPLICATE,
                        place,
                        "the columns " + same + " and " + (i + 1) + " have the same name, " + shown(name)));
            }
            Integer twin = plain.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), i + 1);
            if (twin != null) {
                warnings.add(unclear(
                        place,
                        "the names of the columns " + twin + " and " + (i + 1) + ", " + shown(columns.get(twin - 1))
                                + " and " + shown(name) + ", differ only in letter case or blanks"));
            } else if (!name.equals(name.strip())) {
                warnings.add(unclear(
                        place,
                        "the name of column " + (i + 1) + " has blanks around it; a mapping must name it with them: "
                                + shown(name)));
            }
            fields[i] = names.size();
            names.add(name);
        }
        if (names.isEmpty()) {
            throw SourceProblems.stop(place, "the first line must hold the names of the columns, but it is blank");
        }
        return new CsvHeader(place, new Shape(names), fields, List.copyOf(warnings));
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
