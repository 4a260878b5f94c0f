package dev.upserter.profile.proposal;

import dev.upserter.operation.text.ConsentName;
import dev.upserter.operation.text.Misread;
import dev.upserter.operation.text.Role;
import dev.upserter.profile.Apostrophes;
import dev.upserter.profile.Column;
import dev.upserter.profile.KnownNames;
import dev.upserter.profile.Look;
import dev.upserter.profile.Profile;
import dev.upserter.profile.Profiler;
import dev.upserter.profile.SecretNames;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Proposes what each column becomes: which attribute, made what. Used once, by one thread. */
public final class Proposals {
    /** Names that a template can have in quotes. */
    private static final Pattern IN_ROW = Pattern.compile("[^.'\\\\{}]+");

    private static final String UNREAD =
            "sounds as if it said who wants messages, in words that are not known: it unsubscribes no one";

    private static final String RECORD_ID = "record_id";
    private static final String SHARED_ID =
            "not id, since several rows have the same: their people would become one person";

    private static final String OF_POST = "about post, since another column is about e-mail: it unsubscribes no one";

    private static final String UNCLEAR_NUMBERS =
            "1.299 may be more than a thousand or not: give as: number, with decimal: ',' or '.'";

    private static final String MIXED =
            " are several currencies, which as: number would mix: split the column by them, or convert the amounts";

    private static final String UNREAD_DATES =
            "dates as text, which date conditions do not see: give as: unix with the pattern"
                    + " that reads them, or export them as ISO 8601";

    /** Customer.io keeps attributes internal that start with an underscore. */
    private static final Pattern INTERNAL = Pattern.compile("^_+(?=[^_])");

    /** What an order has itself, under names that Customer.io knows of a person. */
    private static final Set<String> OF_ROW = Set.of("id", "created_at");

    private final Profile profile;
    private final Casts casts;
    private final Map<Column, Proposal> proposals = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Optional<Column> onlyAddress;

    private Proposals(Profile profile, Column identifier) {
        this.onlyAddress = profile.buyersAddress()
                .filter(address -> !address.equals(identifier))
                .or(() -> Addresses.only(profile, identifier));
        this.profile = profile;
        this.casts = new Casts(profile);
    }

    /**
     * A proposal for each column but one.
     *
     * @param identifier the column that is left out
     */
    public static Map<Column, Proposal> of(Profile profile, Column identifier) {
        var all = new Proposals(profile, identifier);
        Optional<Column> bare = profile.bare(identifier);
        List<Column> columns = Addresses.chosen(
                profile,
                profile.columns().stream()
                        .filter(column -> !column.equals(identifier)
                                && bare.filter(column::equals).isEmpty()
                                && !column.name().equals(Profiler.PARENT)
                                && !SecretNames.isSecret(column))
                        .toList());
        Map<Column, List<Column>> wrapped = Wrapped.of(columns);
        columns.stream()
                .filter(column -> !wrapped.containsKey(column) && !Consents.isInside(profile, column))
                .forEach(column -> all.taken.add(column.name()));
        all.taken.add("id");
        Map<Column, Proposal> consents = Consents.of(profile, columns);
        if (!consents.isEmpty()) {
            all.taken.add("unsubscribed");
        }
        columns.stream()
                .filter(column -> !wrapped.containsKey(column))
                .filter(column -> consents.containsKey(column)
                        || !Consents.isInside(profile, column)
                        || OptOutTimes.isTime(column)
                        || isUnread(column, consents))
                .forEach(column -> all.proposals.put(
                        column, consents.containsKey(column) ? consents.get(column) : all.of(column, consents)));
        wrapped.forEach((column, inner) -> Wrapped.add(all.proposals, column, inner, all.casts));
        all.proposals.replaceAll(Conditions::withoutEmpty);
        Wrapped.rename(all.proposals);
        all.proposals.replaceAll((column, proposal) -> proposal.withMeant(column));
        return all.proposals;
    }

    /** Columns whose blanks unsubscribe by the proposal, since others have a tick there; with the number of blanks. */
    public static Map<Column, Long> outByBlank(Profile profile, Set<Column> proposed) {
        List<Column> columns = List.copyOf(proposed);
        boolean isTold =
                !Consents.of(profile, columns).isEmpty() || columns.stream().anyMatch(OptOutTimes::isTime);
        return isTold
                ? Consents.outByBlank(profile, columns)
                : consentTime(columns, profile)
                        .map(column -> Map.of(column, OptOutTimes.withoutConsent(column, profile.rows())))
                        .orElse(Map.of());
    }

    /** Columns of secrets, such as hashes of passwords, which are to leave for nowhere. */
    public static List<Column> secrets(Profile profile, Column identifier) {
        return secrets(profile).stream()
                .filter(column -> !column.equals(identifier))
                .toList();
    }

    /** All columns of secrets. */
    public static List<Column> secrets(Profile profile) {
        return profile.columns().stream().filter(SecretNames::isSecret).toList();
    }

    /** The patterns that are guesses, since day and month could be exchanged in all rows; by the column. */
    public static Map<Column, String> guesses(Map<Column, Proposal> proposals) {
        var guesses = new LinkedHashMap<Column, String>();
        proposals.forEach((column, proposal) -> proposal.keys().stream()
                .filter(key -> key.name().equals("pattern") && column.dates().isUnclear())
                .forEach(key -> guesses.put(column, key.value())));
        return guesses;
    }

    /**
     * A rule by the times at which people wanted no more messages, or else by those at which they wanted some; empty where
     * another column tells who is unsubscribed.
     */
    public static Optional<Proposal> optOutByTime(Map<Column, Proposal> proposals, Profile profile) {
        boolean isTold =
                proposals.values().stream().anyMatch(proposal -> proposal.to().equals("unsubscribed"));
        if (isTold) {
            return Optional.empty();
        }
        List<Column> times =
                proposals.keySet().stream().filter(OptOutTimes::isTime).toList();
        if (times.isEmpty()) {
            return consentTime(proposals.keySet(), profile).map(OptOutTimes::byConsents);
        }
        boolean isPartial = times.stream().anyMatch(time -> profile.partial().contains(time.name()));
        return Optional.of(
                isPartial ? OptOutTimes.byTimesOfSomeFiles(times, confirmed(profile)) : OptOutTimes.byTimes(times));
    }

    /** Mailchimp's time of who is on the list: in its files, who left has that of an opt-out, too. */
    private static List<Column> confirmed(Profile profile) {
        return profile.columns().stream()
                .filter(column -> isMailchimp(profile)
                        && column.name().equals("CONFIRM_TIME")
                        && column.values() > 0
                        && column.dates().values() == column.values())
                .toList();
    }

    private static boolean isMailchimp(Profile profile) {
        return profile.columns().stream().anyMatch(column -> column.name().equals("LEID"));
    }

    /** The column that tells by the time of a consent who wants messages, where no other does. */
    private static Optional<Column> consentTime(Collection<Column> columns, Profile profile) {
        return columns.stream()
                .filter(column -> OptOutTimes.isConsent(column, profile.rows()))
                .findFirst();
    }

    private Proposal of(Column column, Map<Column, Proposal> consents) {
        boolean isOfPost = Consents.isOfPost(column, profile);
        boolean isUnread = !isOfPost && isUnread(column, consents);
        Proposal proposal = of(column);
        boolean isUnreadDate =
                proposal.keys().isEmpty() && Casts.isAll(column, column.dates().unread()) && column.values() > 0;
        if (KnownNames.isNestedAddress(column.name()) && column.name().contains("[0]")) {
            return proposal.withNote(Addresses.FIRST);
        }
        if (onlyAddress.filter(column::equals).isPresent() && proposal.to().equals("email")) {
            return proposal.withNote(profile.areOrders() ? "" : Addresses.note(profile, column));
        }
        if (column.repeated() > 0 && proposal.to().equals(RECORD_ID)) {
            return proposal.withNote(SHARED_ID);
        }
        if (isUnread || isOfPost) {
            return proposal.withNote(isUnread ? UNREAD : OF_POST);
        }
        if (proposal.keys().isEmpty() && NumberCasts.areMixed(column)) {
            return proposal.withNote(
                    String.join(", ", new TreeSet<>(column.texts().numbers().currencies())) + MIXED);
        }
        return isUnreadDate
                ? proposal.withNote(UNREAD_DATES)
                : casts.isUnclearNumber(column) ? proposal.withNote(UNCLEAR_NUMBERS) : proposal;
    }

    /** Whether a column sounds as if it said who wants messages, and no rule could be made of it. */
    private static boolean isUnread(Column column, Map<Column, Proposal> consents) {
        boolean isSaid = consents.containsKey(column)
                || consents.values().stream()
                        .anyMatch(rule -> rule.template().contains(Apostrophes.field(column))
                                || rule.note().contains(column.name()));
        return !isSaid
                && !OptOutTimes.isTime(column)
                && column.values() > 0
                && (ConsentWords.hasOptOut(column)
                        || ConsentWords.mayHaveOptOut(column)
                        || column.texts().lists().optOuts() > 0
                        || isNamed(column, consents.isEmpty()));
    }

    /** Whether the name says it: that of an opt-out always, that of a consent where nothing else tells who gave one. */
    private static boolean isNamed(Column column, boolean isOpen) {
        Optional<ConsentName> name = KnownNames.consent(column.name());
        if (name.isEmpty()) {
            return ConsentName.sounds(KnownNames.withoutWrapper(column.name()))
                    && (column.count(Look.BOOLEAN) > 0
                            || !column.texts().words().isEmpty());
        }
        return switch (name.get()) {
            case OPT_OUT, OPT_OUT_TIME -> true;
            case CONSENT ->
                (isOpen || column.count(Look.TEXT) > 0)
                        && column.dates().values() == 0
                        && ConsentName.namesMessages(column.name());
            case CONSENT_TIME -> false;
        };
    }

    private Proposal of(Column column) {
        List<Proposal.Key> cast = casts.of(column);
        String attribute = attribute(column, cast);
        Optional<String> template = template(column, cast);
        return template.isEmpty()
                ? new Proposal(attribute, cast)
                : new Proposal(
                        attribute,
                        template.get(),
                        Stream.concat(cast.stream(), always(column).stream()).toList(),
                        "");
    }

    /** PostgreSQL has its arrays in braces, a spreadsheet its digits after an apostrophe. */
    private static Optional<String> template(Column column, List<Proposal.Key> cast) {
        boolean areDates = column.texts().apostrophes() > 0 && column.dates().values() > 0;
        if (cast.isEmpty() || areDates) {
            return Apostrophes.template(column, false);
        }
        boolean inBraces = column.texts().lists().braces() > 0
                && cast.getFirst().value().equals("list")
                && IN_ROW.matcher(column.name()).matches();
        return inBraces
                ? Optional.of("{{ " + Apostrophes.field(column) + " | remove_first: '{' | remove_last: '}' }}")
                : Optional.empty();
    }

    /** A template fails where its field is missing. */
    private List<Proposal.Key> always(Column column) {
        return column.values() == profile.rows()
                ? List.of()
                : List.of(new Proposal.Key("when", Apostrophes.isSaid(column), ""));
    }

    private String attribute(Column column, List<Proposal.Key> cast) {
        if (onlyAddress.filter(column::equals).isPresent() && take("email", column)) {
            return "email";
        }
        return KnownNames.attribute(column.name())
                .filter(known -> fits(known, column, cast) && !BetterColumns.isThere(known, column, profile))
                .filter(known -> take(known, column))
                .or(() -> Optional.of(plainName(column).strip()).filter(plain -> take(plain, column)))
                .orElse(column.name());
    }

    /** The name without what holds the field; the id and the time of an order are not those of a person. */
    private String plainName(Column column) {
        String plain = Misread.repaired(KnownNames.withoutWrapper(column.name()));
        Optional<String> nearest = Role.nearest(plain);
        if (profile.areOrders()) {
            String known = nearest.orElse(plain);
            return OF_ROW.contains(known) ? "order_" + known : plain;
        }
        if (nearest.filter("id"::equals).isPresent() || plain.equals("id") && column.repeated() > 0) {
            return RECORD_ID;
        }
        if (nearest.filter("timezone"::equals).isPresent() && BetterColumns.isThere("timezone", column, profile)) {
            return "time_zone_name";
        }
        if (nearest.filter("unsubscribed"::equals).isPresent() && OptOutTimes.isTime(column)) {
            return "unsubscribed_at";
        }
        if (nearest.filter("email"::equals).isPresent() && ConsentWords.hasOptOut(column)) {
            return "email_status";
        }
        return INTERNAL.matcher(
                        Consents.isInside(profile, column) ? plain.substring(plain.lastIndexOf('.') + 1) : plain)
                .replaceFirst("");
    }

    private boolean fits(String known, Column column, List<Proposal.Key> cast) {
        boolean isEmpty = profile.rows() == 0 || column.values() == 0;
        return switch (known) {
            case "email" -> isEmpty || column.mostly() == Look.EMAIL;
            case "created_at" ->
                !profile.areOrders()
                        && (isEmpty
                                || cast.stream().anyMatch(key -> key.value().equals("unix"))
                                || Casts.isAll(column, column.seconds()));
            case "phone" ->
                column.mostly() != Look.SCIENTIFIC_TEXT
                        && column.count(Look.LIST) == 0
                        && (isEmpty || hasDigits(column));
            case "timezone" -> true;
            default -> false;
        };
    }

    private static boolean hasDigits(Column column) {
        return column.examples().stream().anyMatch(example -> example.chars().anyMatch(Character::isDigit));
    }

    /** Whether no other column is, or becomes, the attribute. */
    private boolean take(String attribute, Column column) {
        return attribute.equals(column.name()) || taken.add(attribute);
    }
}
