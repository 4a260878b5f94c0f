package dev.upserter.operation.text;

import java.util.List;
import java.util.regex.Pattern;

/** Recognises what stands below a table, in its columns: sums, and lines that say where the rows come from. Stateless. */
public final class TableEnd {
    /** The start of such a line. */
    public static final Pattern BEGUN = Pattern.compile(
            "\\W*((grand |sub)?totals?( \\w+)?\\s*[:(=\\d]|(grand |sub)?totals?\\W*$|\\(?\\d[\\d,.]*"
                    + " (rows?|records?|results?|entries)\\b|(rows?|records?|count|summe?|gesamt)\\s*:|end of\\b|(report"
                    + " )?(generated|exported|created|printed|run) (by|on|at|from)\\b|(generated|exported)\\s*:|this"
                    + " (report|file|list|export)\\b|page \\d+\\b|copyright\\b|\u00a9|confidential\\b|\\(c\\)"
                    + " ?\\d{4}|rows? affected).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** The start of a line of sums, in a cell of its own. */
    private static final Pattern SUM = Pattern.compile(
            "((grand |sub)?totals?|sum|summe|gesamt|gesamtsumme|gesamtergebnis|ergebnis"
                    + "|somme|suma|totale|totaal|eindtotaal|average|avg|mean|count)( \\w+)?:?",
            Pattern.CASE_INSENSITIVE);

    /** Two words that may be somebody's name, though the first is one of sums. */
    private static final Pattern NAMED =
            Pattern.compile("(sum|count|mean|suma|somme|average) \\w+", Pattern.CASE_INSENSITIVE);

    /** How programs and spreadsheets name a sum of all rows, in the languages they are sold in; hardly anybody is called so. */
    private static final Pattern TOTAL = Pattern.compile(
            "[^\\p{L}\\p{N}]*+(?:(?:(?:grand|sub|over-?all)[ _-]?)?totals?|gr[.] total|totale|totaal|eindtotaal|totalt|totalsumma"
                    + "|totaux|sous-total|gesamt(?:summe|ergebnis|betrag)?|summe|summa|zwischensumme|hovedtotal|loppusumma"
                    + "|yhteens\u00e4|razem|celkem|toplam|\u00f6sszesen|\u0438\u0442\u043e\u0433\u043e|\u0432\u0441\u0435\u0433\u043e|\u043e\u0431\u0449\u0438\u0439 \u0438\u0442\u043e\u0433"
                    + "|\u5408\u8a08|\u7dcf\u8a08|\u603b\u8ba1|\u5408\u8ba1|\ucd1d\ud569\uacc4|\ud569\uacc4|suma ko\u0144cowa|genel toplam)"
                    + "(?: (?:g[e\u00e9]n[e\u00e9]ra(?:l|ux)|geral|generale|complessivo|amount|sum|count|rows|records|users|customers|contacts"
                    + "|people|members|subscribers|orders|sales|revenue))?"
                    + "(?:\\s*[:=(]\\s*[\\d.,]*)?[^\\p{L}\\p{N}]*+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Other words for a sum or an average, which may be somebody's name. */
    private static final Pattern WEAK = Pattern.compile(
            "[^\\p{L}\\p{N}]*+(?:sum|suma|somme|average|avg|durchschnitt|moyenne|promedio|gemiddelde)[^\\p{L}\\p{N}]*+",
            Pattern.CASE_INSENSITIVE);

    /** With a currency, a percent sign, brackets for less than nothing, or a few letters of a unit. */
    private static final Pattern NUMBER = Pattern.compile(
            "[^\\p{L}\\p{N}]*+(?:\\p{L}{1,3}+[^\\p{L}\\p{N}]++)?+\\d[\\d.,'\\s]*+[^\\p{L}\\p{N}]*+(?:\\p{L}{1,3}+)?+"
                    + "[^\\p{L}\\p{N}]*+");

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}@]*+");
    private static final Pattern AROUND = Pattern.compile("^[\\s\"']+|[\\s\"']+$");
    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST = 200;

    private TableEnd() {}

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
        return !(maybeName && NAMED.matcher(bare(filled.getFirst())).matches())
                && filled.stream()
                        .skip(1)
                        .allMatch(cell -> cell.length() <= LONGEST_NUMBER
                                && NUMBER.matcher(cell).matches());
    }

    /**
     * Whether a row is none that has this key: a word for a sum beside numbers alone, or a note beside nothing.
     *
     * @param key    what the row is about
     * @param others the other texts of the row that are not blank
     */
    public static boolean isKeyedBy(String key, List<String> others) {
        if (key.length() > LONGEST) {
            return false;
        }
        boolean isWord = isTotal(key) || !others.isEmpty() && WEAK.matcher(key).matches();
        return isWord && others.stream().allMatch(TableEnd::isFigure)
                || others.isEmpty() && BEGUN.matcher(bare(key)).matches();
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
