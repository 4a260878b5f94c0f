package dev.upserter.profile;

import dev.upserter.operation.text.IdNames;
import dev.upserter.operation.text.OrderNames;
import dev.upserter.problem.Problem;
import dev.upserter.source.csv.NullTexts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is in some data.
 *
 * @param rows          rows that were looked at, those without a defect
 * @param isWhole       whether these are all rows
 * @param columns       the columns, in order of first appearance
 * @param moreColumns   columns that were not looked at, since there were too many
 * @param moreNames     the names of those, up to some 20,000
 * @param unusable      rows that cannot be used
 * @param unusableFirst why, for the first few of them
 * @param odd           what is odd about the source as a whole
 * @param filter        a condition that only rows about people meet; empty where no other kind of rows is known
 * @param filtered      rows of other kinds, which were not looked at
 * @param partial       names of columns that some of several files do not have
 */
public record Profile(
        long rows,
        boolean isWhole,
        List<Column> columns,
        long moreColumns,
        List<String> moreNames,
        long unusable,
        List<Problem> unusableFirst,
        List<Problem> odd,
        String filter,
        long filtered,
        Set<String> partial) {

    /** Texts without a digit that identify all the same. */
    private static final Pattern OF_ACCOUNTS =
            Pattern.compile("user|login|handle|slug|code|key|nick|account|ref", Pattern.CASE_INSENSITIVE);

    public Profile {
        columns = List.copyOf(columns);
        moreNames = List.copyOf(moreNames);
        unusableFirst = List.copyOf(unusableFirst);
        odd = List.copyOf(odd);
        partial = Set.copyOf(partial);
    }

    /** A copy with other oddities of the source. */
    public Profile withOdd(List<Problem> others) {
        return new Profile(
                rows,
                isWhole,
                columns,
                moreColumns,
                moreNames,
                unusable,
                unusableFirst,
                others,
                filter,
                filtered,
                partial);
    }

    /** Columns that tell every row from every other, the likeliest identifier first. */
    public List<Column> keys() {
        List<Column> keys = columns.stream()
                .filter(column -> column.isKey(rows) && !SecretNames.isSecret(column))
                .sorted(Comparator.comparingInt(Profile::rank))
                .toList();
        boolean isPoor = !keys.isEmpty()
                && (IdNames.isOfNoPerson(keys.getFirst().name())
                        || !isNamedKey(keys.getFirst()) && isNameOrTime(keys.getFirst()));
        return isPoor
                ? keys.stream()
                        .sorted(Comparator.comparing(column -> column.mostly() != Look.EMAIL))
                        .toList()
                : keys;
    }

    /** Whether the values are names of people, or moments, which are different only by chance. */
    private static boolean isNameOrTime(Column column) {
        long moments = Math.max(column.seconds(), column.milliseconds());
        boolean isText = column.count(Look.TEXT) == column.values()
                && !OF_ACCOUNTS.matcher(column.name()).find()
                && column.examples().stream().noneMatch(text -> text.chars().anyMatch(Character::isDigit));
        return column.dates().values() == column.values()
                || column.dates().unread() == column.values()
                || column.count(Look.DATE) == column.values()
                || moments == column.values()
                || isText;
    }

    /** The column that is most likely the identifier, whether or not it is a key; empty if there is no column. */
    public Optional<Column> identifier() {
        Optional<Column> named = columns.stream()
                .filter(column -> rank(column) < IdNames.ALL.size() && (rows == 0 || column.values() > 0))
                .min(Comparator.comparingInt(Profile::rank));
        Optional<Column> user = isOfCalls() ? TrackingCalls.user(columns) : Optional.empty();
        return user.or(this::buyer)
                .or(() -> columns.stream()
                        .filter(column -> Apostrophes.isPathOfDocument(column) || isPartlyWrapped(column))
                        .findFirst())
                .or(() -> byName(named));
    }

    /** Whether each row is an order or the like, and people are in many rows. */
    public boolean areOrders() {
        return OrderNames.areOf(columns.stream().map(Column::name).toList());
    }

    /** The column with the identifier of the person, in rows that are orders. */
    private Optional<Column> buyer() {
        return Optional.of(columns).filter(unused -> areOrders()).flatMap(all -> owners(all.stream()));
    }

    /** The column with the address of the person, in rows that are orders. */
    public Optional<Column> buyersAddress() {
        return Optional.of(columns)
                .filter(unused -> areOrders())
                .flatMap(all -> owners(all.stream().filter(column -> column.mostly() == Look.EMAIL)));
    }

    private Optional<Column> owners(Stream<Column> some) {
        return some.filter(column -> OrderNames.isOfOwner(column.name()) && column.values() * 2 > rows)
                .min(Comparator.comparingInt(column -> OrderNames.rankOfOwner(column.name())));
    }

    /** Whether some identifiers are wrapped, as {@code {"$oid": …}}, the others are not, and all rows have one. */
    private boolean isPartlyWrapped(Column column) {
        return rank(column) < IdNames.ALL.size()
                && column.repeated() == 0
                && bare(column)
                        .filter(bare -> bare.repeated() == 0 && bare.values() > 0)
                        .filter(bare -> bare.looks().keySet().stream().allMatch(Look::canIdentify))
                        .filter(bare -> bare.values() + column.values() == rows)
                        .isPresent();
    }

    /** The column of values that are not wrapped, where a column is of those that other rows wrap. */
    public Optional<Column> bare(Column wrapped) {
        int end = wrapped.name().indexOf(".$");
        return columns.stream()
                .filter(column -> end > 0 && column.name().equals(wrapped.name().substring(0, end)))
                .findFirst();
    }

    /** How many rows have an identifier. */
    public long identified(Column identifier) {
        return identifier.values() + bare(identifier).map(Column::values).orElse(0L);
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
                .filter(key -> rank(key) < IdNames.ALL.size() || named.isEmpty())
                .or(() -> named)
                .or(() -> columns.stream()
                        .filter(column -> !SecretNames.isSecret(column) && (rows == 0 || column.values() > 0))
                        .findFirst())
                .or(() -> columns.stream().findFirst());
    }

    /** Words for null, as they are spelled, that {@code source.nullWords} may name; none that may hide an opt-out. */
    public List<String> nullSpellings() {
        Set<String> hiding = columns.stream()
                .flatMap(column -> column.nullSpellings().stream()
                        .filter(spelling -> NullTexts.hidesOptOut(spelling, column.name())))
                .collect(Collectors.toUnmodifiableSet());
        return columns.stream()
                .flatMap(column -> column.nullSpellings().stream())
                .filter(spelling -> !hiding.contains(spelling))
                .distinct()
                .toList();
    }

    /** Whether a column's name is one of an identifier or an address. */
    static boolean isNamedKey(Column column) {
        return rank(column) <= IdNames.ALL.size();
    }

    /** How early a name comes among those of identifiers. */
    static int rank(Column column) {
        return IdNames.rank(KnownNames.withoutWrapper(column.name()));
    }
}
