package dev.upserter.record;

import dev.upserter.problem.Location;
import java.util.List;

/**
 * The columns of a file or a query result that names them before its first row.
 *
 * @param place      where the names are
 * @param names      the names, in order; columns without a name left out
 * @param isNested   whether a value can be an object or a list; in CSV each is a text
 * @param repeated   names of several columns each; these columns are left out
 * @param hasUnnamed whether a column has no name
 * @param tables     the names on each side of the columns that have neither a name nor a value, as between tables that stand
 *                   side by side; empty if there are no such columns
 */
public record Header(
        Location place,
        List<String> names,
        boolean isNested,
        List<String> repeated,
        boolean hasUnnamed,
        List<List<String>> tables) {
    public Header {
        names = List.copyOf(names);
        repeated = List.copyOf(repeated);
        tables = List.copyOf(tables);
    }

    /** A header in which each column has a name of its own. */
    public Header(Location place, List<String> names, boolean isNested) {
        this(place, names, isNested, List.of(), false, List.of());
    }
}
