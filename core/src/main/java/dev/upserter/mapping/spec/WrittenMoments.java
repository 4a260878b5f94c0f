package dev.upserter.mapping.spec;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads moments as programs print them by default, where nothing can be mistaken: JavaScript's
 * {@code Thu Jan 15 2026 10:20:30 GMT+0100 (CET)}, SQL Server's {@code Jan 15 2026 10:20AM}, C's and Twitter's
 * {@code Thu Jan 15 10:20:30 +0000 2026}, ISO 8601 without separators, .NET's {@code /Date(1768468830000)/}, and a zone or its
 * abbreviation after an offset. Stateless.
 */
final class WrittenMoments {
    private static final Pattern PRINTED = Pattern.compile(
            "(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} +\\d{1,2} \\d{4}(?: +\\d{1,2}:\\d{2}.*)?"
                    + "|[A-Z][a-z]{2} [A-Z][a-z]{2} +\\d{1,2} \\d\\d:\\d\\d:\\d\\d (?:[+-]\\d{4} |UTC |GMT )?\\d{4}"
                    + "|\\d{8}T\\d{4}(?:\\d\\d)?(?:Z|[+-]\\d{4})?",
            Pattern.DOTALL);

    private static final Pattern DOT_NET = Pattern.compile("/Date\\((-?\\d{1,15})(?:[+-]\\d{4})?\\)/");

    /** What JavaScript puts after the offset; its words depend on the language of the machine. */
    private static final Pattern ZONE_IN_WORDS = Pattern.compile(" \\([^)]*\\)$");

    private static final Pattern AFTER_OFFSET =
            Pattern.compile("(Z|[+-]\\d{2}:?\\d{2})(?: [A-Z]{1,5}| ?\\[[\\w/+-]+]| ?\\([^)]*\\))$");
    private static final Pattern NAMES_UTC = Pattern.compile(" (?:UTC|GMT) (\\d{4})$");
    private static final Pattern BLANKS = Pattern.compile(" +");

    private static final DateTimeFormatter FORMATS = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("[EEE MMM d uuuu HH:mm:ss 'GMT'xx][MMM d uuuu[ h:mm[:ss[:SSS][.SSS]]a]]"
                    + "[EEE MMM d HH:mm:ss[ xx] uuuu][uuuuMMdd'T'HHmm[ss][XX]]")
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private WrittenMoments() {}

    /** Whether a text may be one of those that {@link #parse} reads. */
    static boolean isPrinted(String text) {
        return PRINTED.matcher(text).matches() || DOT_NET.matcher(text).matches();
    }

    /**
     * A text of these forms.
     *
     * @throws java.time.DateTimeException if it is none
     */
    static TemporalAccessor parse(String text) {
        Matcher ticks = DOT_NET.matcher(text);
        if (ticks.matches()) {
            return Instant.ofEpochMilli(Long.parseLong(ticks.group(1))).atOffset(ZoneOffset.UTC);
        }
        String plain = ZONE_IN_WORDS.matcher(text).replaceFirst("");
        return FORMATS.parse(
                NAMES_UTC.matcher(BLANKS.matcher(plain).replaceAll(" ")).replaceFirst(" +0000 $1"));
    }

    /** A text of ISO 8601 without what follows its offset, and names the zone that has it. */
    static String withoutZoneName(String text) {
        return AFTER_OFFSET.matcher(text).replaceFirst("$1");
    }
}
