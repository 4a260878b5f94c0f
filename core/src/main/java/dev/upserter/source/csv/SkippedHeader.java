package dev.upserter.source.csv;

import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.SourceProblems;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the lines that {@code source.skip} leaves out with {@code source.columns}: if one of them is a header that has these names in
 * another order, all rows would be read under wrong names. Stateless.
 */
public final class SkippedHeader {
    private SkippedHeader() {}

    /**
     * Refuses a file with such a line.
     *
     * @param columns as the configuration names them; blank for those without a name
     * @param cells   of the line
     * @throws ProblemException if the line has the names in another order
     */
    public static void check(List<String> columns, List<String> cells, Location place) {
        if (isInOtherOrder(columns, cells)) {
            throw SourceProblems.stop(
                    place,
                    "a line that source.skip leaves out has the names of source.columns in another order, so the rows would be"
                            + " read under wrong names",
                    "write source.columns in the order of the file, or make the configuration again with upserter init");
        }
    }

    /**
     * Whether the names are there, but not as far from each other as the columns. All may be moved by as many places, as where the first column
     * has no name. A name that is there twice counts where it fits.
     */
    private static boolean isInOtherOrder(List<String> columns, List<String> cells) {
        Map<String, Set<Integer>> places = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            places.computeIfAbsent(LooseNames.key(cells.get(i)), key -> new HashSet<>())
                    .add(i);
        }
        Set<Integer> shifts = null;
        int named = 0;
        int found = 0;
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).isBlank()) {
                named++;
                Set<Integer> own = new HashSet<>();
                for (int place : places.getOrDefault(LooseNames.key(columns.get(i)), Set.of())) {
                    own.add(place - i);
                }
                found += own.isEmpty() ? 0 : 1;
                if (shifts == null) {
                    shifts = own.isEmpty() ? null : own;
                } else if (!own.isEmpty()) {
                    shifts.retainAll(own);
                }
            }
        }
        return shifts != null && shifts.isEmpty() && found > 1 && found * 2 >= named;
    }
}
