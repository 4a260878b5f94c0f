package dev.upserter.operation.text;

import dev.upserter.json.JsonValue;
import java.math.BigDecimal;
import java.time.Month;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a spreadsheet or a copy did to an identifier: {@code 1001.0}, {@code '1001}, {@code ="1001"}, {@code 1.00123E+15}, {@code 1,001}, {@code 1-Mar}, blanks
 * around it, or characters in it that show nothing.
 *
 * @param what     as the end of "the identifier ..."
 * @param repaired the identifier as it was; null where that is not known
 * @param losesDigits whether digits were lost, so that several identifiers became one
 */
public record Damage(String what, @Nullable String repaired, boolean losesDigits) {
    private static final Pattern MARKED = Pattern.compile("'([-+=]?[0-9].*)", Pattern.DOTALL);
    private static final Pattern WHOLE = Pattern.compile("([-+]?[0-9]+)[.,](?:00?|0{4,9})");
    private static final Pattern SCIENTIFIC = Pattern.compile("[-+]?[0-9](?:[.,][0-9]{1,30})?[eE][-+][0-9]{1,3}");
    private static final Pattern GROUPED = Pattern.compile("[-+]?[1-9][0-9]{0,2}(?:,[0-9]{3})+");
    /** Of a language with a decimal comma, it may be the number without a fraction. */
    private static final Pattern FRACTION = Pattern.compile("[-+]?[0-9]+,000");

    private static final List<String> MONTHS =
            Stream.of(Month.values()).map(month -> month.name().substring(0, 3)).toList();
    private static final String MONTH = "(?i:" + String.join("|", MONTHS) + ")";
    private static final Pattern DATE = Pattern.compile(
            "[0-9]{1,2}-" + MONTH + "(?:-[0-9]{2,4})?|" + MONTH + "-[0-9]{2,4}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}");
    /** As a workbook's cell with the format of a date is read, and as spreadsheets in some languages show it. */
    private static final Pattern ISO_DATE = Pattern.compile("[0-9]{4}-[01][0-9]-[0-3][0-9]");

    private static final int LONGEST_DATE = 11;
    private static final int SHORTEST_DATE = 5;
    private static final int ISO_DAY = 10;
    private static final int LONGEST = 150;
    /** A binary floating-point number keeps so many digits; further ones may not be those of the identifier. */
    private static final int EXACT_DIGITS = 15;

    /** Within so many bytes from the end, a number shows that it is no plain one. */
    private static final int TAIL = 8;

    /** By byte, whether it is a character of ASCII that shows, or a blank, and stands for itself in JSON. */
    private static final boolean[] PLAIN = new boolean[256];

    static {
        Arrays.fill(PLAIN, ' ', 0x7F, true);
        PLAIN['\\'] = false;
    }

    /** Damage after which no digit is missing. */
    private Damage(String what, @Nullable String repaired) {
        this(what, repaired, false);
    }

    /** What was done to an identifier, if anything. Most are seen to be sound without their text being made. */
    public static Optional<Damage> of(JsonValue identifier) {
        boolean maybe = switch (identifier.kind()) {
            case TEXT -> !identifier.isEmptyText() && !isSound(identifier);
            case DECIMAL -> true;
            case INTEGER, TRUE, FALSE, NULL, OBJECT, ARRAY -> false;
        };
        if (!maybe) {
            return Optional.empty();
        }
        String text = identifier.text();
        return text.length() > LONGEST ? Optional.empty() : of(text);
    }

    /** Whether a text is a number in scientific notation, as a spreadsheet writes it. */
    public static boolean isScientific(JsonValue text) {
        return text.length() <= LONGEST
                && SCIENTIFIC.matcher(Blanks.strip(text.text())).matches();
    }

    private static Optional<Damage> of(String text) {
        String bare = Blanks.strip(text);
        Damage inner = ofBare(bare);
        if (inner != null) {
            return Optional.of(inner);
        }
        if (bare.isEmpty()) {
            return Optional.empty();
        }
        if (bare.codePoints().anyMatch(Damage::showsNothing)) {
            return Optional.of(
                    new Damage("has no-break blanks, tabs or invisible characters in it", withoutInvisible(bare)));
        }
        return bare.equals(text)
                ? Optional.empty()
                : Optional.of(new Damage("has blanks or invisible characters around it", bare));
    }

    private static boolean showsNothing(int character) {
        return character != ' ' && Blanks.isBlank(character);
    }

    /** What takes no room goes; whether a blank belongs there cannot be known. */
    private static @Nullable String withoutInvisible(String bare) {
        String rest = bare.replaceAll("\\p{Cf}", "");
        return rest.codePoints().anyMatch(Damage::showsNothing) ? null : rest;
    }

    private static @Nullable Damage ofBare(String bare) {
        Matcher formula = SpreadsheetText.KEPT.matcher(bare);
        if (formula.matches() && !formula.group(1).isEmpty()) {
            return new Damage("is written as a formula of a spreadsheet", Blanks.strip(formula.group(1)));
        }
        Matcher marked = MARKED.matcher(bare);
        if (marked.matches()) {
            return new Damage("has the apostrophe of a spreadsheet before it", Blanks.strip(marked.group(1)));
        }
        Matcher whole = WHOLE.matcher(bare);
        if (whole.matches()) {
            return new Damage("ends in .0: it was a number with a fraction on its way", whole.group(1));
        }
        if (GROUPED.matcher(bare).matches()) {
            return new Damage(
                    "has commas between its thousands, as a spreadsheet shows numbers",
                    FRACTION.matcher(bare).matches() ? null : bare.replace(",", ""));
        }
        if (DATE.matcher(bare).matches() || ISO_DATE.matcher(bare).matches()) {
            return new Damage("is a date, which a spreadsheet makes of numbers such as 3-1", null);
        }
        return SCIENTIFIC.matcher(bare).matches() ? rounded(exact(bare)) : null;
    }

    private static Damage rounded(@Nullable String exact) {
        return new Damage(SpreadsheetText.IS_ROUNDED, exact, exact == null);
    }

    /** The number with all its digits, if none was rounded off: as many are written as it has. */
    private static @Nullable String exact(String scientific) {
        var number = new BigDecimal(scientific.replace(',', '.'));
        return number.scale() == 0 && number.precision() <= EXACT_DIGITS ? number.toPlainString() : null;
    }

    private static boolean isSound(JsonValue text) {
        byte[] bytes = text.bytes();
        int start = text.start() + 1;
        int end = text.end() - 1;
        byte first = bytes[start];
        byte last = bytes[end - 1];
        if (first == ' ' || last == ' ' || first == '\'' || first == '=' || mayBeDate(bytes, start, end)) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!PLAIN[bytes[i] & 0xFF]) {
                return false;
            }
        }
        boolean maybeNumber = isDigit(last) && (isDigit(first) || first == '-' || first == '+');
        return !maybeNumber || isPlainNumber(bytes, start, end);
    }

    /** Whether a text is written like 2026-03-01, or a short one starts as 3-Mar, Mar-01 or 3/1 do. */
    private static boolean mayBeDate(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length == ISO_DAY && bytes[start + 4] == '-' && bytes[start + 7] == '-') {
            return true;
        }
        if (length < SHORTEST_DATE || length > LONGEST_DATE) {
            return false;
        }
        if (!isDigit(bytes[start])) {
            return length > 4 && bytes[start + 3] == '-' && isMonth(bytes, start);
        }
        int sign = isDigit(bytes[start + 1]) ? start + 2 : start + 1;
        return bytes[sign] == '/' || bytes[sign] == '-' && sign + 3 < end && isMonth(bytes, sign + 1);
    }

    private static boolean isMonth(byte[] bytes, int at) {
        for (String month : MONTHS) {
            if ((bytes[at] & 0xDF) == month.charAt(0)
                    && (bytes[at + 1] & 0xDF) == month.charAt(1)
                    && (bytes[at + 2] & 0xDF) == month.charAt(2)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the end shows neither a fraction nor an exponent. */
    private static boolean isPlainNumber(byte[] bytes, int start, int end) {
        for (int i = end - 2; i > start && i >= end - TAIL; i--) {
            byte b = bytes[i];
            if (b == ',') {
                return false;
            }
            if (b == '.') {
                return bytes[i + 1] != '0';
            }
            if ((b == '+' || b == '-') && (bytes[i - 1] | 0x20) == 'e') {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
