package dev.upserter.profile.proposal;

import dev.upserter.operation.text.NameLetters;
import dev.upserter.operation.text.OrderNames;
import dev.upserter.profile.Apostrophes;
import dev.upserter.profile.Column;
import dev.upserter.profile.DateNames;
import dev.upserter.profile.KnownNames;
import dev.upserter.profile.Look;
import dev.upserter.profile.Profile;
import dev.upserter.profile.SecretNames;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds by names and values which columns say who, what and when, in rows that become something else than people. Stateless;
 * docs/init.md says what follows.
 */
public final class TypeParts {

    /** Of people, in rows that are about something else; the best first. */
    private static final List<String> PEOPLE = List.of(
            "userid",
            "customerid",
            "customernumber",
            "kundennummer",
            "customeruserid",
            "personid",
            "contactid",
            "memberid",
            "subscriberid",
            "buyerid",
            "clientid",
            "profileid",
            "employeeid",
            "ownerid",
            "distinctid",
            "user",
            "customer",
            "person",
            "member",
            "contact",
            "owner");

    /** They look after many people, who are one row each. */
    private static final Set<String> OWNERS = Set.of("ownerid", "owner");

    private static final List<String> ADDRESSES = List.of(
            "useremail",
            "customeremail",
            "owneremail",
            "memberemail",
            "buyeremail",
            "billingemail",
            "contactemail",
            "email");

    private static final List<String> TIMES = List.of(
            "time",
            "timestamp",
            "eventtime",
            "eventtimestamp",
            "eventdate",
            "occurredat",
            "happenedat",
            "originaltimestamp",
            "orderedat",
            "orderdate",
            "bestelldatum",
            "datetime",
            "date",
            "datum",
            "ts",
            "sentat",
            "createdat",
            "created",
            "receivedat");

    /** Of rows with a name of what happened, a few people who repeat are enough; of others, a fifth of the rows. */
    private static final int FIFTH = 5;

    private static final int FEW_ROWS = 4;

    private TypeParts() {}

    /** The first column that has one of these names, which are in lower case and of letters alone. */
    public static Optional<Column> named(Profile profile, List<String> names) {
        return profile.columns().stream()
                .filter(column -> column.values() > 0 && names.contains(plain(column)))
                .min(Comparator.comparingInt(column -> names.indexOf(plain(column))));
    }

    /** The column with the identifier of a person whom a row names beside what it is about. */
    public static Optional<Column> person(Profile profile) {
        return named(profile, PEOPLE)
                .filter(column -> !SecretNames.isSecret(column))
                .or(() -> named(profile, ADDRESSES).filter(column -> column.mostly() == Look.EMAIL))
                .or(() -> profile.columns().stream()
                        .filter(column -> OrderNames.isOfOwner(column.name()) && column.values() > 0)
                        .min(Comparator.comparingInt(column -> OrderNames.rankOfOwner(column.name()))));
    }

    /** The column with the identifier of the person, in rows that say what people did. */
    public static Optional<Column> actor(Profile profile) {
        Optional<Column> person = person(profile);
        boolean isOther = person.filter(column -> column.mostly() == Look.EMAIL && column.repeated() == 0)
                .isPresent();
        return isOther ? profile.identifier() : person.or(profile::identifier);
    }

    /** The column with the identifier, in rows that are a list of people. */
    public static Optional<Column> listed(Profile profile) {
        return person(profile).filter(column -> column.mostly() != Look.EMAIL).or(profile::identifier);
    }

    /** The column that says when it was. */
    public static Optional<Column> time(Profile profile) {
        return profile.columns().stream()
                .filter(column -> isTime(column) && (rank(column) < TIMES.size() || isNamedTime(column)))
                .min(Comparator.comparingInt(TypeParts::rank));
    }

    private static boolean isNamedTime(Column column) {
        return Casts.isAll(column, column.dates().values()) || DateNames.isMoment(column.name());
    }

    private static boolean isTime(Column column) {
        return Casts.isAll(column, column.dates().values()) && !column.dates().isEarly() && !Casts.isDay(column)
                || Casts.isAll(column, column.seconds())
                || !Casts.finerUnit(column).isEmpty();
    }

    private static int rank(Column column) {
        int place = TIMES.indexOf(plain(column));
        return place < 0 ? TIMES.size() : place;
    }

    /** The keys of the rule of a {@link #time}; {@code as: unix} goes without saying. */
    public static List<Proposal.Key> timeKeys(Profile profile, Column time) {
        String unit = Casts.finerUnit(time);
        return unit.isEmpty()
                ? new Casts(profile)
                        .of(time).stream()
                                .filter(key -> Set.of("pattern", "zone").contains(key.name()))
                                .toList()
                : List.of(new Proposal.Key("unit", unit, ""));
    }

    /** Whether rows say what people did: each has a time of its own, and people are in many of them, by their address, too. */
    public static boolean areEvents(Profile profile) {
        if (profile.areOrders() || profile.rows() < FEW_ROWS) {
            return false;
        }
        Optional<Column> person = named(profile, PEOPLE)
                .filter(column -> !OWNERS.contains(plain(column)))
                .or(() -> named(profile, ADDRESSES).filter(column -> column.repeated() * 2 >= column.values()));
        boolean isNamed = named(profile, EventNames.EVENT).isPresent();
        boolean arePeople = named(profile, ADDRESSES)
                .filter(column -> column.mostly() == Look.EMAIL && column.repeated() == 0)
                .isPresent();
        boolean repeat = person.filter(
                        column -> column.repeated() > 0 && (isNamed || column.repeated() * FIFTH >= column.values()))
                .isPresent();
        return repeat
                && !arePeople
                && time(profile)
                        .filter(time -> time.values() == profile.rows() && time.repeated() * 2 < time.values())
                        .isPresent();
    }

    /** What the values of each column are made, under its own name, but of those that are left out, secrets and parts of calls. */
    public static Map<Column, Proposal> data(Profile profile, Set<Column> leftOut) {
        var casts = new Casts(profile);
        var data = new LinkedHashMap<Column, Proposal>();
        List<Column> columns = profile.columns().stream()
                .filter(column ->
                        !leftOut.contains(column) && !SecretNames.isSecret(column) && !profile.isOfCall(column))
                .toList();
        Map<Column, List<Column>> wrapped = Wrapped.of(columns);
        columns.stream()
                .filter(column -> !wrapped.containsKey(column))
                .forEach(column -> data.put(column, of(column, casts)));
        wrapped.forEach((column, inner) -> Wrapped.add(data, column, inner, casts));
        Wrapped.rename(data);
        return data;
    }

    private static Proposal of(Column column, Casts casts) {
        List<Proposal.Key> keys = casts.of(column);
        boolean hasGaps = column.count(Look.EMPTY) > 0 && !keys.isEmpty() && Wrapped.canBeQuoted(column);
        Stream<Proposal.Key> gaps =
                hasGaps ? Stream.of(new Proposal.Key("when", Apostrophes.isSaid(column), "")) : Stream.empty();
        return new Proposal(
                KnownNames.withoutWrapper(column.name()).strip(),
                Stream.concat(keys.stream(), gaps).toList());
    }

    private static String plain(Column column) {
        return NameLetters.of(column.name());
    }
}
