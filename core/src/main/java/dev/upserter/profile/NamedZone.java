package dev.upserter.profile;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The zone that the name of a column says: {@code Created (UTC-5)}, {@code Paid (PST)}, {@code Seen Europe/Berlin}.
 *
 * @param zone as the key {@code zone} has it; UTC where the name says none that is sure
 * @param note beside it; empty for none
 */
public record NamedZone(String zone, String note) {
    private static final String UNNAMED = "of dates that name no zone. Write the one that is meant";
    private static final String OFFSET = "(?:UTC|GMT)? ?([+\u2212-])([01]?[0-9]):?([0-5][0-9])?";

    /** What is in front of an abbreviation or an offset is no letter, so that no word is taken for one. */
    private static final Pattern ZONE = Pattern.compile("(?<![\\p{L}\\p{N}])(?:"
            + "(?<region>(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z_/-]*[A-Za-z])"
            + "|(?<offset>(?:UTC|GMT) ?[+\u2212-] ?[01]?[0-9](?::?[0-5][0-9])?|(?<=[(\\[])[+\u2212-][01]?[0-9](?::?[0-5][0-9])?(?=[)\\]]))"
            + "|(?<short>[A-Z]{2,5}|(?<=_)(?:utc|gmt)$))(?![\\p{L}\\p{N}])");

    private static final Pattern PARTS = Pattern.compile(OFFSET);

    private static final Map<String, String> SHORT = names();

    /** Abbreviations that mean several zones. */
    private static final String AMBIGUOUS = "CST CDT IST BST AST ADT SST GST ECT PYT AMT CT";

    private static Map<String, String> names() {
        var names = new HashMap<String, String>(Map.of("UTC", "UTC", "GMT", "UTC", "MSK", "Europe/Moscow"));
        add(names, "America/New_York", "EST EDT ET");
        add(names, "America/Denver", "MST MDT MT");
        add(names, "America/Los_Angeles", "PST PDT PT");
        add(names, "Europe/Berlin", "CET CEST MEZ MESZ");
        add(names, "Europe/Athens", "EET EEST OEZ OESZ");
        add(names, "Europe/Lisbon", "WET WEST WEZ WESZ");
        add(names, "Asia/Tokyo", "JST");
        add(names, "Asia/Seoul", "KST");
        add(names, "Australia/Sydney", "AEST AEDT");
        add(names, "Pacific/Auckland", "NZST NZDT");
        for (String several : List.of(AMBIGUOUS.split(" "))) {
            names.put(several, "");
        }
        return Map.copyOf(names);
    }

    private static void add(Map<String, String> names, String zone, String all) {
        for (String one : List.of(all.split(" "))) {
            names.put(one, zone);
        }
    }

    public static NamedZone of(String column) {
        Matcher named = ZONE.matcher(column);
        while (named.find()) {
            NamedZone found = of(named);
            if (!found.note().equals(UNNAMED)) {
                return found;
            }
        }
        return new NamedZone("UTC", UNNAMED);
    }

    private static NamedZone of(Matcher named) {
        String region = named.group("region");
        String offset = named.group("offset");
        if (region != null) {
            return isZone(region) ? new NamedZone(region, "") : new NamedZone("UTC", UNNAMED);
        }
        if (offset != null) {
            return ofOffset(offset.replace(" ", ""));
        }
        String abbreviation = named.group("short").toUpperCase(Locale.ROOT);
        String zone = SHORT.get(abbreviation);
        if (zone == null) {
            return new NamedZone("UTC", UNNAMED);
        }
        if (zone.isEmpty()) {
            return new NamedZone(
                    "UTC",
                    "the column's name says " + abbreviation
                            + ", which means several zones. Write the one that is meant");
        }
        return new NamedZone(
                zone,
                zone.equals("UTC")
                        ? ""
                        : "where " + abbreviation
                                + " is in force, as the column's name says. Write the place that is meant");
    }

    private static NamedZone ofOffset(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return new NamedZone("UTC", UNNAMED);
        }
        String minutes = parts.group(3);
        String zone = String.format(
                Locale.ROOT,
                "%s%02d:%s",
                parts.group(1).equals("+") ? "+" : "-",
                Integer.parseInt(parts.group(2)),
                minutes == null ? "00" : minutes);
        return isZone(zone) ? new NamedZone(zone, "") : new NamedZone("UTC", UNNAMED);
    }

    private static boolean isZone(String zone) {
        try {
            ZoneId.of(zone);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }

    /** A column's name without the zone in it. */
    static String without(String column) {
        Matcher named = ZONE.matcher(column);
        while (named.find()) {
            if (!of(named).note().equals(UNNAMED)) {
                return (column.substring(0, named.start()) + column.substring(named.end()))
                        .replaceAll("[(\\[]\\s*[)\\]]", "")
                        .strip();
            }
        }
        return column;
    }
}
