package dev.upserter.record;

import dev.upserter.problem.Location;
import java.util.List;

/**
 * The columns of a file or a query result that names them before its first row.
 *
 * @param place    where the names are
 * @param names    the names, in order; columns without a name left out
 * @param isNested whether a value can be an object or a list; in CSV each is a text
 * @param repeated names of several columns each; these columns are left out
 */
public record Header(Location place, List<String> names, boolean isNested, List<String> repeated) {
    public Header {
        names = List.copyOf(names);
        repeated = List.copyOf(repeated);
    }

    /** A header in which each name occurs once. */
    public Header(Location place, List<String> names, boolean isNested) {
        this(place, names, isNested, List.of());
    }
}
