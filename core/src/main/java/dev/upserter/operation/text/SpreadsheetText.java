package dev.upserter.operation.text;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sees in a value what a spreadsheet made of it: a formula in place of its result, or a rounded number. Stateless. */
public final class SpreadsheetText {
    /**
     * What a cell shows in place of a result in English, in lower case: in Excel, LibreOffice, Google Sheets, Smartsheet and Access. A
     * lookup that finds nothing has a word of its own. {@link #isError} knows those of other languages.
     */
    public static final List<String> ERRORS = List.of(
            "#ref!",
            "#value!",
            "#div/0!",
            "#name?",
            "#num!",
            "#null!",
            "#error!",
            "#spill!",
            "#calc!",
            "#field!",
            "#getting_data",
            "#busy!",
            "#connect!",
            "#blocked!",
            "#unknown!",
            "#external!",
            "#python!",
            "#timeout!",
            "#error",
            "#deleted",
            "#blocked",
            "#overflow",
            "#unparseable",
            "#no match",
            "#invalid ref",
            "#invalid value",
            "#invalid operation",
            "#invalid data type",
            "#incorrect argument",
            "#incorrect argument set",
            "#circular reference",
            "#permission error");

    /**
     * In all languages of Excel, an error is written in capital letters between a number sign and an exclamation or question mark, as
     * {@code #BEZUG!}, {@code #\u00a1VALOR!} and {@code #NOM?}. That of a lookup has one letter on each side of a slash, as {@code #N/D}, or is a word.
     * LibreOffice numbers its errors.
     */
    private static final Pattern ERROR = Pattern.compile(
            "#[\u00a1\u00bf]?(?=[^\\p{L}]*\\p{Lu})[\\p{Lu}\\p{M}\\p{N}/._ ]{1,40}[!?]|(?iu:#\\p{L}/\\p{L}"
                    + "|#nv|#yok|#nen\u00ed_k_dispozici|#nedostupn\u00fd|#hi\u00e1nyzik|#puuttuu|#saknas|#nicht_verf\u00fcgbar"
                    + "|#daten_abrufen|#obtention_donn[e\u00e9]es|#obteniendo_datos|(?:err|fehler) ?:[0-9]{3})");

    private static final int LONGEST_ERROR = 45;
    /** A colon and three digits, at the end of an error of LibreOffice. */
    private static final int CODE = 4;

    /** The formula that keeps a text, such as {@code ="00123"}. */
    static final Pattern KEPT = Pattern.compile("=\"([^\"]*)\"");

    /** As the end of a sentence about a value. */
    public static final String IS_ROUNDED = "is a number in scientific notation, as a spreadsheet rounds it";

    private static final Pattern FORMULA = Pattern.compile(
            "=[-+(]*(?:[A-Z][A-Z0-9.]*\\(.*\\)|\\$?[A-Z]{1,3}\\$?[0-9]{1,7}(?:[-+*/:&^].*)?)", Pattern.DOTALL);

    /** As Excel shows a number of more than eleven digits: with six of them. */
    private static final Pattern ROUNDED = Pattern.compile("-?[1-9](?:[.,][0-9]{1,5})?E\\+[1-9][0-9]");

    private static final int SHORTEST = 3;
    private static final int LONGEST_ROUNDED = 14;
    private static final int EXPONENT = 4;

    private SpreadsheetText() {}

    /**
     * What is wrong with a value.
     *
     * @param what as the end of "the attribute ..."
     */
    public record Finding(String what, String hint) {}

    /** Whether a text without blanks around it is what a cell shows in place of a result, in any language. */
    public static boolean isError(String text) {
        int colon = text.length() - CODE;
        return text.length() <= LONGEST_ERROR
                && (text.startsWith("#") || colon > 0 && text.charAt(colon) == ':')
                && (ERROR.matcher(text).matches() || ERRORS.contains(text.toLowerCase(Locale.ROOT)));
    }

    /** The value, or the text that it keeps if it is a formula such as {@code ="00123"}. */
    public static JsonValue unwrapped(JsonValue value) {
        if (value.kind() != ValueKind.TEXT || !startsFormula(value)) {
            return value;
        }
        Matcher kept = KEPT.matcher(value.text());
        return kept.matches() ? JsonValue.ofText(kept.group(1)) : value;
    }

    /** What a spreadsheet did to a text, if anything; most texts are seen to be sound by a byte or two. */
    public static Optional<Finding> find(JsonValue value) {
        if (startsFormula(value)) {
            return ofFormula(value.text());
        }
        return hasExponent(value) && ROUNDED.matcher(value.text()).matches()
                ? Optional.of(new Finding(IS_ROUNDED, "export the column as text: the other digits are lost"))
                : Optional.empty();
    }

    private static Optional<Finding> ofFormula(String text) {
        if (KEPT.matcher(text).matches()) {
            return Optional.of(new Finding(
                    "is the formula with which a spreadsheet keeps a text",
                    "as: text in its rule takes the text out of it"));
        }
        return FORMULA.matcher(text).matches()
                ? Optional.of(new Finding(
                        "is a formula of a spreadsheet and not its result",
                        "export the values in place of the formulas"))
                : Optional.empty();
    }

    private static boolean startsFormula(JsonValue text) {
        return text.length() > SHORTEST && text.bytes()[text.start() + 1] == '=';
    }

    private static boolean hasExponent(JsonValue text) {
        int end = text.end() - 1;
        return text.length() > EXPONENT + 2
                && text.length() <= LONGEST_ROUNDED
                && text.bytes()[end - EXPONENT] == 'E'
                && text.bytes()[end - EXPONENT + 1] == '+';
    }
}
