package dev.upserter.mapping.spec;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads moments as programs print them by default, where nothing can be mistaken: JavaScript's
 * {@code Thu Jan 15 2026 10:20:30 GMT+0100 (CET)}, SQL Server's {@code Jan 15 2026 10:20AM}, and Go's, in which an abbreviation
 * follows the offset. Stateless.
 */
final class WrittenMoments {
    private static final Pattern PRINTED = Pattern.compile(
            "(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} +\\d{1,2} \\d{4}(?: +\\d{1,2}:\\d{2}.*)?", Pattern.DOTALL);

    /** What JavaScript puts after the offset; its words depend on the language of the machine. */
    private static final Pattern ZONE_IN_WORDS = Pattern.compile(" \\([^)]*\\)$");

    private static final Pattern ABBREVIATION = Pattern.compile("([+-]\\d{2}:?\\d{2}) [A-Z]{1,5}$");
    private static final Pattern BLANKS = Pattern.compile(" +");

    private static final DateTimeFormatter FORMATS = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("[EEE MMM d uuuu HH:mm:ss 'GMT'xx][MMM d uuuu[ h:mm[:ss[:SSS][.SSS]]a]]")
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private WrittenMoments() {}

    /** Whether a text may be one of those that {@link #parse} reads. */
    static boolean isPrinted(String text) {
        return PRINTED.matcher(text).matches();
    }

    /**
     * A text of these forms.
     *
     * @throws java.time.DateTimeException if it is none
     */
    static TemporalAccessor parse(String text) {
        String plain = ZONE_IN_WORDS.matcher(text).replaceFirst("");
        return FORMATS.parse(BLANKS.matcher(plain).replaceAll(" "));
    }

    /** A text of ISO 8601 without the abbreviation that follows its offset, and means the same. */
    static String withoutAbbreviation(String text) {
        return text.endsWith("Z") || Character.isDigit(text.charAt(text.length() - 1))
                ? text
                : ABBREVIATION.matcher(text).replaceFirst("$1");
    }
}
