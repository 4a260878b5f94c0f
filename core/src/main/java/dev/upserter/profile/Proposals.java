package dev.upserter.profile;

import dev.upserter.operation.AttributeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Proposes what each column becomes: which attribute, made what. Used once, by one thread. */
public final class Proposals {
    private static final Pattern ZONE =
            Pattern.compile("\\b(UTC|GMT|(?:Africa|America|Asia|Australia|Europe|Pacific)/[A-Za-z_]+)\\b");
    private static final Pattern BIRTH = Pattern.compile("birth|born|\\bdob\\b|geburt", Pattern.CASE_INSENSITIVE);
    private static final Pattern MOMENT = Pattern.compile(
            "creat|updat|modif|join|regist|sign.?up|last.?seen|timestamp|_ts$|^ts$|^at$", Pattern.CASE_INSENSITIVE);
    private static final Pattern AMOUNT = Pattern.compile(
            "total|count|orders|amount|spen[dt]|revenue|umsatz|betrag|volume|balance|price|sum\\b|\\bltv\\b|lifetime|score|sessions|visits"
                    + "|points|quantity",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_AMOUNT = Pattern.compile(
            "version|zip|plz|post.?(code|al)|phone|mobile|\\bid\\b|_id|\\bno\\b|number|\\bip\\b",
            Pattern.CASE_INSENSITIVE);
    /** Names that a template can have in quotes. */
    private static final Pattern IN_ROW = Pattern.compile("[^.'\\\\{}]+");

    private static final String NOT_ASKED = "who has not consented is unsubscribed";

    private final Profile profile;
    private final Map<Column, Proposal> proposals = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    private Proposals(Profile profile) {
        this.profile = profile;
    }

    /**
     * A proposal for each column but one.
     *
     * @param identifier the column that is left out
     */
    public static Map<Column, Proposal> of(Profile profile, Column identifier) {
        var all = new Proposals(profile);
        List<Column> columns = profile.columns().stream()
                .filter(column -> !column.equals(identifier))
                .toList();
        columns.forEach(column -> all.taken.add(column.name()));
        columns.forEach(column -> all.proposals.put(column, all.of(column)));
        return all.proposals;
    }

    /** Columns of dates at which people wanted no more messages; none where another column tells who is unsubscribed. */
    public static List<Column> optOutTimes(Map<Column, Proposal> proposals) {
        boolean isTold =
                proposals.values().stream().anyMatch(proposal -> proposal.to().equals("unsubscribed"));
        return proposals.keySet().stream()
                .filter(column -> !isTold
                        && KnownNames.isOptOutTime(column.name())
                        && IN_ROW.matcher(column.name()).matches())
                .filter(column -> column.values() > 0 && column.dates().values() == column.values())
                .toList();
    }

    private Proposal of(Column column) {
        boolean isTruth = column.values() > 0 && column.truths() == column.values() || profile.rows() == 0;
        boolean consent = KnownNames.isConsent(column.name());
        Optional<KnownWords.Pair> words = KnownWords.yesNo(column);
        if (KnownWords.areSubscriptions(column) && take("unsubscribed", column)) {
            return new Proposal("unsubscribed", words(KnownWords.OPT_OUT));
        }
        if ((isTruth || words.isPresent())
                && (consent || KnownNames.isOptOut(column.name()))
                && take("unsubscribed", column)) {
            var keys = new ArrayList<Proposal.Key>();
            words.ifPresentOrElse(
                    pair -> keys.addAll(words(pair)), () -> keys.add(new Proposal.Key("as", "boolean", "")));
            if (consent) {
                keys.add(new Proposal.Key("not", "true", NOT_ASKED));
            }
            return new Proposal("unsubscribed", keys);
        }
        List<Proposal.Key> cast = cast(column);
        return new Proposal(attribute(column, cast), cast);
    }

    private String attribute(Column column, List<Proposal.Key> cast) {
        return KnownNames.attribute(column.name())
                .filter(known -> fits(known, column, cast))
                .filter(known -> take(known, column))
                .orElse(KnownNames.withoutWrapper(column.name()));
    }

    private boolean fits(String known, Column column, List<Proposal.Key> cast) {
        boolean isEmpty = profile.rows() == 0 || column.values() == 0;
        return switch (known) {
            case "email" -> isEmpty || column.mostly() == Look.EMAIL;
            case "created_at" ->
                isEmpty
                        || cast.stream().anyMatch(key -> key.value().equals("unix"))
                        || column.seconds() == column.values();
            case "phone" -> column.mostly() != Look.SCIENTIFIC_TEXT;
            case "timezone" -> true;
            default -> false;
        };
    }

    /** Whether no other column is, or becomes, the attribute. */
    private boolean take(String attribute, Column column) {
        return attribute.equals(column.name()) || taken.add(attribute);
    }

    private List<Proposal.Key> cast(Column column) {
        DateForm dates = column.dates();
        if (dates.values() > 0 && dates.values() == column.values() - column.nullWords()) {
            return dates(column, dates);
        }
        boolean isMoment = soundsAsMoment(column.name());
        if (isMoment && column.values() > 0 && column.milliseconds() == column.values()) {
            return List.of(
                    new Proposal.Key("as", "unix", "Customer.io compares seconds"), new Proposal.Key("unit", "ms", ""));
        }
        if (isMoment && column.values() > 0 && column.seconds() == column.values()) {
            return column.count(Look.WHOLE_NUMBER) == column.values()
                    ? List.of()
                    : List.of(new Proposal.Key("as", "unix", ""));
        }
        boolean isTruth = column.values() > 0 && column.count(Look.TRUTH_TEXT) == column.values();
        return isTruth ? List.of(new Proposal.Key("as", "boolean", "")) : texts(column);
    }

    private static List<Proposal.Key> texts(Column column) {
        Optional<KnownWords.Pair> words = KnownWords.yesNo(column);
        if (words.isPresent()) {
            return words(words.get());
        }
        if (column.texts().phones() && !column.texts().phonesAreReady()) {
            return List.of(new Proposal.Key("as", "phone", ""));
        }
        return numbers(column);
    }

    private static List<Proposal.Key> words(KnownWords.Pair pair) {
        var keys = new ArrayList<>(List.of(new Proposal.Key("as", "boolean", "")));
        keys.addAll(pair.keys());
        return keys;
    }

    /** What only looks like numbers, such as codes and numbers of documents, stays a text. */
    private static List<Proposal.Key> numbers(Column column) {
        TextForms texts = column.texts();
        var number = new Proposal.Key("as", "number", "");
        boolean isAmount = AMOUNT.matcher(column.name()).find() || column.name().contains(".$number");
        if (NO_AMOUNT.matcher(KnownNames.withoutWrapper(column.name())).find() || column.leadingZeros() > 0) {
            return List.of();
        }
        if (texts.plainNumbers()) {
            return isAmount || column.count(Look.NUMBER_TEXT) > 0 ? List.of(number) : List.of();
        }
        if (!isAmount || texts.pointNumbers() == texts.commaNumbers()) {
            return List.of();
        }
        return List.of(number, new Proposal.Key("decimal", texts.pointNumbers() ? "." : ",", ""));
    }

    private static String nullWords(Column column) {
        return column.nullWords() == 0 ? "" : "words for 'no value' are no dates; rows with one are rejected";
    }

    /** Whether a name is one of a moment. */
    static boolean soundsAsMoment(String name) {
        return new AttributeName(name).namesDate() || MOMENT.matcher(name).find();
    }

    private static List<Proposal.Key> dates(Column column, DateForm dates) {
        boolean isDay = dates.isEarly() || BIRTH.matcher(column.name()).find();
        var keys = new ArrayList<Proposal.Key>();
        keys.add(new Proposal.Key(
                "as",
                isDay ? "date" : "unix",
                isDay
                        ? "a day as text, since Customer.io does not keep dates before 1970 as seconds"
                        : nullWords(column)));
        if (!dates.pattern().isEmpty()) {
            String unclear =
                    dates.isUnclear() ? "day and month cannot be told apart in these rows: check their order" : "";
            keys.add(new Proposal.Key("pattern", dates.pattern(), unclear));
        }
        if (!isDay && dates.needsZone()) {
            Matcher zone = ZONE.matcher(column.name());
            boolean isNamed = zone.find();
            keys.add(new Proposal.Key(
                    "zone",
                    isNamed ? zone.group(1).replace("GMT", "UTC") : "UTC",
                    isNamed ? "" : "of dates that name no zone; write the one that is meant"));
        }
        return keys;
    }
}
