package dev.upserter.operation.text;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises what stands below a table, in its columns: sums, and lines that say where the rows come from. Stateless. */
public final class TableEnd {
    /** How programs and spreadsheets name a sum of all rows, in the languages they are sold in; hardly anybody is called so. */
    private static final List<String> TOTALS = List.of(
            "totals?",
            "grand[ _-]?totals?",
            "sub[ _-]?totals?",
            "over-?all[ _-]?totals?",
            "gr. total",
            "totale",
            "totaal",
            "eindtotaal",
            "totalt",
            "totalsumma",
            "totaux",
            "sous-total",
            "gesamt(?:summe|ergebnis|betrag)?",
            "summe",
            "summa",
            "zwischensumme",
            "hovedtotal",
            "loppusumma",
            "yhteens\u00e4",
            "razem",
            "celkem",
            "toplam",
            "genel toplam",
            "suma ko\u0144cowa",
            "\u00f6sszesen",
            "\u0438\u0442\u043e\u0433\u043e",
            "\u0432\u0441\u0435\u0433\u043e",
            "\u043e\u0431\u0449\u0438\u0439 \u0438\u0442\u043e\u0433",
            "\u5408\u8a08",
            "\u7dcf\u8a08",
            "\u603b\u8ba1",
            "\u5408\u8ba1",
            "\ucd1d\ud569\uacc4",
            "\ud569\uacc4");

    /** Other words for what sums up rows, which may be somebody's name. */
    private static final List<String> NAMES = List.of("sum", "suma", "somme", "average", "count", "mean");

    /** Words for an average or a result, which are nobody's name. */
    private static final List<String> AVERAGES =
            List.of("avg", "durchschnitt", "moyenne", "promedio", "gemiddelde", "ergebnis");

    /** The starts of lines about the rows. */
    private static final List<String> NOTES = List.of(
            "rows?\\s*:",
            "records?\\s*:",
            "count\\s*:",
            "summe?\\s*:",
            "gesamt\\s*:",
            "totals?(?: \\w+)?\\s*[:(=\\d]",
            "totals?\\W*$",
            "grand totals?(?: \\w+)?\\s*[:(=\\d]",
            "grand totals?\\W*$",
            "subtotals?(?: \\w+)?\\s*[:(=\\d]",
            "subtotals?\\W*$",
            "end of\\b",
            "report (?:generated|exported|created|printed|run) (?:by|on|at|from)\\b",
            "generated(?: (?:by|on|at|from)\\b|\\s*:)",
            "exported(?: (?:by|on|at|from)\\b|\\s*:)",
            "created (?:by|on|at|from)\\b",
            "printed (?:by|on|at|from)\\b",
            "run (?:by|on|at|from)\\b",
            "this (?:report|file|list|export)\\b",
            "page \\d+\\b",
            "copyright\\b",
            "confidential\\b",
            "rows? affected");

    /** The start of a line that says where the rows come from or how many they are, or of one of sums. */
    public static final Pattern BEGUN = Pattern.compile(
            "\\W*(?:" + any(NOTES)
                    + "|\\(?\\d[\\d,.]* (?:rows?|records?|results?|entries)\\b|\u00a9|\\(c\\) ?\\d{4}).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** The start of a line of sums, in a cell of its own. */
    private static final Pattern SUM = Pattern.compile(
            "(?:" + any(TOTALS) + "|" + any(NAMES) + "|" + any(AVERAGES) + ")(?: \\w+)?:?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Two words that may be somebody's name, though the first is one of sums. */
    private static final Pattern NAMED = Pattern.compile(any(NAMES) + " \\w+", Pattern.CASE_INSENSITIVE);

    private static final Pattern TOTAL = Pattern.compile(
            "[^\\p{L}\\p{N}]*+" + any(TOTALS)
                    + "(?: (?:g[e\u00e9]n[e\u00e9]ra(?:l|ux)|geral|generale|complessivo|amount|sum|count|rows|records|users|customers|contacts"
                    + "|people|members|subscribers|orders|sales|revenue))?"
                    + "(?:\\s*[:=(]\\s*[\\d.,]*)?[^\\p{L}\\p{N}]*+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern WEAK = Pattern.compile(
            "[^\\p{L}\\p{N}]*+(?:" + any(NAMES) + "|" + any(AVERAGES) + ")[^\\p{L}\\p{N}]*+", Pattern.CASE_INSENSITIVE);

    /** How many bytes of a word of ASCII are looked at first. */
    private static final int BEGINNING = 3;

    /** By the place of a beginning, whether a word of the lists may have it. */
    private static final boolean[] BEGINNINGS = new boolean[1 << 5 * BEGINNING];

    static {
        for (List<String> words : List.of(TOTALS, NAMES, AVERAGES, NOTES)) {
            for (String word : words) {
                byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
                BEGINNINGS[place(bytes[0], bytes[1], bytes[2])] = true;
            }
        }
    }

    /** With a currency, a percent sign, brackets for less than nothing, or a few letters of a unit. */
    private static final Pattern NUMBER = Pattern.compile(
            "[^\\p{L}\\p{N}]*+(?:\\p{L}{1,3}+[^\\p{L}\\p{N}]++)?+\\d[\\d.,'\\s]*+[^\\p{L}\\p{N}]*+(?:\\p{L}{1,3}+)?+"
                    + "[^\\p{L}\\p{N}]*+");

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}@]*+");
    private static final Pattern AROUND = Pattern.compile("^[\\s\"']+|[\\s\"']+$");
    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST = 200;

    private TableEnd() {}

    private static String any(List<String> words) {
        return "(?:" + String.join("|", words) + ")";
    }

    /** Of three letters, whatever their case; other characters share the places of letters. */
    private static int place(int first, int second, int third) {
        return (first & 0x1F) << 10 | (second & 0x1F) << 5 | third & 0x1F;
    }

    /**
     * Whether a value may be a word for a sum, or start a note. Most are seen to be none by their first bytes, or hold a digit and no
     * blank, or an address.
     */
    public static boolean maybe(JsonValue value) {
        if (value.kind() != ValueKind.TEXT || value.length() > LONGEST_NUMBER || value.isEmptyText()) {
            return false;
        }
        byte[] bytes = value.bytes();
        int start = value.start() + 1;
        int end = value.end() - 1;
        if (isLetter(bytes[start]) && !isBeginning(bytes, start, end)) {
            return false;
        }
        boolean hasDigit = false;
        boolean hasSign = false;
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b == '@') {
                return false;
            }
            hasDigit |= b >= '0' && b <= '9';
            hasSign |= b == ' ' || b == ':' || b == '(' || b == '=' || b == '\\';
        }
        return hasSign || !hasDigit;
    }

    private static boolean isLetter(int b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
    }

    private static boolean isBeginning(byte[] bytes, int start, int end) {
        if (end - start < BEGINNING) {
            return false;
        }
        byte second = bytes[start + 1];
        byte third = bytes[start + 2];
        return second == '\\' || third == '\\' || BEGINNINGS[place(bytes[start], second, third)];
    }

    /** Whether cells are a line of sums: a word for sums in the first that holds anything, and only numbers after it. */
    public static boolean isSum(List<String> cells) {
        List<String> filled = cells.stream()
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .toList();
        if (filled.isEmpty() || !SUM.matcher(bare(filled.getFirst())).matches()) {
            return false;
        }
        boolean maybeName = filled.size() * 2 > cells.size();
        return !(maybeName && NAMED.matcher(bare(filled.getFirst())).matches()) && areNumbersAfterFirst(cells);
    }

    /** Whether only numbers follow the first cell that holds anything. */
    public static boolean areNumbersAfterFirst(List<String> cells) {
        return cells.stream()
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .skip(1)
                .allMatch(cell ->
                        cell.length() <= LONGEST_NUMBER && NUMBER.matcher(cell).matches());
    }

    /**
     * What is beside a key in a row that is none: numbers alone beside a word for a sum, or nothing beside a note.
     *
     * @param key    what the row is about
     * @param others gives the other texts of the row that are not blank, or null; not asked where the key is an ordinary one
     * @return the other texts; null if the row is one
     */
    public static @Nullable List<String> beside(String key, Supplier<@Nullable List<String>> others) {
        boolean isTotal = isTotal(key);
        boolean isWord = isTotal || WEAK.matcher(key).matches();
        boolean isNote = BEGUN.matcher(bare(key)).matches();
        List<String> beside = isWord || isNote ? others.get() : null;
        if (beside == null) {
            return null;
        }
        boolean isNone =
                beside.isEmpty() ? isTotal || isNote : isWord && beside.stream().allMatch(TableEnd::isFigure);
        return isNone ? beside : null;
    }

    /** Whether a text is a word for the sum of all rows, which hardly anybody is called. */
    public static boolean isTotal(String text) {
        return text.length() <= LONGEST_NUMBER && TOTAL.matcher(text).matches();
    }

    /** Whether a text is a number or a date without words, or a sign in place of one. */
    public static boolean isFigure(String text) {
        return text.length() <= LONGEST_NUMBER
                && (NO_LETTER.matcher(text).matches() || NUMBER.matcher(text).matches());
    }

    /** A text without the blanks and quotation marks around it. */
    public static String bare(String cell) {
        return cell.length() > LONGEST ? cell : AROUND.matcher(cell).replaceAll("");
    }
}
