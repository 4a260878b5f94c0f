package dev.upserter.mapping.spec;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads moments from texts. Immutable. */
public final class Moments {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[ ]")
            .appendPattern("[XXX][XX][X][zzz]")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Strict, since 30 Feb would become the last day of that month otherwise. */
    private static final DateTimeFormatter MAIL =
            DateTimeFormatter.RFC_1123_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

    /** English names, and weeks as ISO 8601 counts them, from Monday on: the letters Y, w, W, e and c depend on the locale. */
    private static final Locale ENGLISH_ISO_WEEKS = Locale.forLanguageTag("en-u-fw-mon-rg-gbzzzz");

    private final @Nullable DateTimeFormatter pattern;
    private final @Nullable ZoneId zone;

    /**
     * As a configuration says it.
     *
     * @throws IllegalArgumentException if the pattern is none
     */
    public Moments(@Nullable String pattern, @Nullable ZoneId zone, ShortYears years) {
        this.pattern = pattern == null ? null : formatter(pattern, years);
        this.zone = zone;
    }

    /** Years are meant of our era, whichever of the two letters for them is used. */
    private static DateTimeFormatter formatter(String pattern, ShortYears years) {
        return years.append(new DateTimeFormatterBuilder().parseCaseInsensitive(), pattern)
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(ENGLISH_ISO_WEEKS)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** What a text is as a moment. */
    public sealed interface Reading {
        /** Unix seconds; fractions are cut off. */
        record Moment(long seconds) implements Reading {}

        /** A date, but not of which zone. */
        record WithoutZone() implements Reading {}

        /** No date. */
        record None() implements Reading {}
    }

    /** Unix seconds of a text in the spelling that nearly all have; empty for any other value, which {@link #read} may know. */
    public OptionalLong readPlainly(JsonValue value) {
        return pattern == null && value.kind() == ValueKind.TEXT
                ? IsoMoment.seconds(value, zone)
                : OptionalLong.empty();
    }

    /** Whether the configuration says how dates are spelled. */
    public boolean hasPattern() {
        return pattern != null;
    }

    /** What a text is as a moment. */
    public Reading read(String text) {
        try {
            return read(parse(text.strip()));
        } catch (DateTimeException | ArithmeticException noDate) {
            return new Reading.None();
        }
    }

    private TemporalAccessor parse(String text) {
        if (pattern != null) {
            return pattern.parse(text);
        }
        boolean iso = text.length() > 4 && text.charAt(4) == '-';
        if (iso) {
            return ISO.parse(WrittenMoments.withoutZoneName(text).replace(',', '.'));
        }
        return WrittenMoments.isPrinted(text)
                ? WrittenMoments.parse(text)
                : MAIL.parse(text.replaceFirst("(?:UTC|UT|Z)$", "GMT"));
    }

    /** The day that a text names: in the zone of the configuration if both name one, else as it is written; null for none. */
    @Nullable
    public LocalDate day(String text) {
        try {
            TemporalAccessor parsed = parse(text.strip());
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneId own = parsed.query(TemporalQueries.zone());
            return date == null || time == null || own == null || zone == null
                    ? date
                    : ZonedDateTime.of(date, time, own)
                            .withZoneSameInstant(zone)
                            .toLocalDate();
        } catch (DateTimeException | ArithmeticException noDate) {
            return null;
        }
    }

    private Reading read(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        if (date == null) {
            return parsed.isSupported(ChronoField.INSTANT_SECONDS)
                    ? new Reading.Moment(parsed.getLong(ChronoField.INSTANT_SECONDS))
                    : new Reading.None();
        }
        LocalTime time = parsed.query(TemporalQueries.localTime());
        ZoneId own = parsed.query(TemporalQueries.zone());
        ZoneId inForce = own == null ? zone : own;
        if (inForce == null) {
            return new Reading.WithoutZone();
        }
        return new Reading.Moment(ZonedDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time, inForce)
                .toEpochSecond());
    }

    /**
     * Whether texts of a pattern name their zone.
     *
     * @throws IllegalArgumentException if it is no pattern
     */
    static boolean namesZone(String pattern) {
        DateTimeFormatter formatter = formatter(pattern, ShortYears.of("", LocalDate.of(2026, 1, 1)));
        try {
            String printed = formatter.format(ZonedDateTime.of(2026, 6, 1, 12, 0, 0, 0, ZoneOffset.ofHours(5)));
            TemporalAccessor parsed = formatter.parse(printed);
            boolean isMoment = parsed.isSupported(ChronoField.INSTANT_SECONDS);
            if (!isMoment && parsed.query(TemporalQueries.localDate()) == null) {
                throw new IllegalArgumentException("this pattern names no date");
            }
            return isMoment || parsed.query(TemporalQueries.zone()) != null;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("this pattern cannot be read", e);
        }
    }
}
