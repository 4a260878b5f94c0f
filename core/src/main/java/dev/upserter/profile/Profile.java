package dev.upserter.profile;

import dev.upserter.problem.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is in some data.
 *
 * @param rows          rows that were looked at, those without a defect
 * @param isWhole       whether these are all rows
 * @param columns       the columns, in order of first appearance
 * @param moreColumns   columns that were not looked at, since there were too many
 * @param unusable      rows that cannot be used
 * @param unusableFirst why, for the first few of them
 * @param odd           what is odd about the source as a whole
 * @param filter        a condition that only rows about people meet; empty where no other kind of rows is known
 * @param filtered      rows of other kinds, which were not looked at
 */
public record Profile(
        long rows,
        boolean isWhole,
        List<Column> columns,
        long moreColumns,
        long unusable,
        List<Problem> unusableFirst,
        List<Problem> odd,
        String filter,
        long filtered) {

    private static final List<String> USUAL_KEYS = List.of(
            "id",
            "userid",
            "customerid",
            "recordid",
            "personid",
            "externalid",
            "customernumber",
            "kundennummer",
            "contactid",
            "localid",
            "uid",
            "uuid",
            "guid",
            "key",
            "email",
            "emailaddress");

    public Profile {
        columns = List.copyOf(columns);
        unusableFirst = List.copyOf(unusableFirst);
        odd = List.copyOf(odd);
    }

    /** Columns that tell every row from every other, the likeliest identifier first. */
    public List<Column> keys() {
        return columns.stream()
                .filter(column -> column.isKey(rows) && !SecretNames.isSecret(column))
                .sorted(Comparator.comparingInt(Profile::rank))
                .toList();
    }

    /** The column that is most likely the identifier, whether or not it is a key; empty if there is no column. */
    public Optional<Column> identifier() {
        Optional<Column> named = columns.stream()
                .filter(column -> rank(column) < USUAL_KEYS.size())
                .min(Comparator.comparingInt(Profile::rank));
        Optional<Column> user = isOfCalls() ? TrackingCalls.user(columns) : Optional.empty();
        return user.or(() -> columns.stream()
                        .filter(Apostrophes::isPathOfDocument)
                        .findFirst())
                .or(() -> byName(named));
    }

    /** Whether a column is about the call that each row is, as Segment exports them, and not about the person. */
    public boolean isOfCall(Column column) {
        return isOfCalls() && TrackingCalls.isOfCall(column.name());
    }

    private boolean isOfCalls() {
        return !filter.isEmpty() || TrackingCalls.areColumns(columns);
    }

    private Optional<Column> byName(Optional<Column> named) {
        return keys().stream()
                .findFirst()
                .filter(key -> rank(key) < USUAL_KEYS.size() || named.isEmpty())
                .or(() -> named)
                .or(() -> columns.stream()
                        .filter(column -> !SecretNames.isSecret(column))
                        .findFirst())
                .or(() -> columns.stream().findFirst());
    }

    /** Words for null, as they are spelled, that {@code source.nullWords} may name. */
    public List<String> nullSpellings() {
        return columns.stream()
                .flatMap(column -> column.nullSpellings().stream())
                .distinct()
                .toList();
    }

    /** Whether a column's name is one of an identifier or an address. */
    static boolean isNamedKey(Column column) {
        return rank(column) <= USUAL_KEYS.size();
    }

    /** How early a name stands among the usual ones, letter case and punctuation aside. */
    static int rank(Column column) {
        String plain = KnownNames.withoutWrapper(column.name())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", "");
        int usual = USUAL_KEYS.indexOf(plain);
        return usual >= 0 ? usual : plain.endsWith("id") ? USUAL_KEYS.size() : USUAL_KEYS.size() + 1;
    }
}
