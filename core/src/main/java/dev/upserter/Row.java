package dev.upserter;

import org.jspecify.annotations.Nullable;

/**
 * A row that a {@link RowMapper} fills: values straight into the form in which they are mapped and sent. A field that is not set is
 * missing, as one is that a row of JSON does not have; one that is null is null: what each means is for the configuration to say.
 * Each field is set once, and dates and moments keep their form until the rules of the configuration ({@code as}, {@code zone})
 * turn them into numbers. Good until {@link RowMapper#map} returns, for its thread.
 */
public interface Row {

    /** Sets a text, or null. */
    Row set(String name, @Nullable String value);

    /** Sets a whole number. */
    Row set(String name, long value);

    /** Sets a number with all the digits that tell it apart; NaN and the infinities become texts. */
    Row set(String name, double value);

    /** Sets a number with all the digits that tell it apart from others of its width: 0.1, not 0.10000000149011612. */
    Row set(String name, float value);

    /** Sets a boolean. */
    Row set(String name, boolean value);

    /** Sets a text of one character. */
    Row set(String name, char value);

    /**
     * Sets a value of any of these types, or null.
     *
     * <ul>
     *   <li>texts: {@link CharSequence}, {@link Character}, {@link java.util.UUID}, an enum by its name
     *   <li>numbers with all their digits: {@link Integer} and the like, {@link java.math.BigInteger},
     *       {@link java.math.BigDecimal}, {@link Double}
     *   <li>{@link Boolean}
     *   <li>moments, which become ISO texts in UTC: {@link java.time.Instant}, {@link java.time.OffsetDateTime},
     *       {@link java.time.ZonedDateTime}, {@link java.util.Date}
     *   <li>dates and times without a zone, which become ISO texts, and moments where the configuration names their zone:
     *       {@link java.time.LocalDate}, {@link java.time.LocalDateTime}, {@link java.time.LocalTime}, and those of
     *       {@code java.sql}, which are what the driver read: for a moment, give an {@link java.time.Instant}
     *   <li>bytes, which become a text in base64
     *   <li>lists: {@link java.util.Collection}, and arrays of anything but bytes
     *   <li>objects: {@link java.util.Map} with texts for keys, and records, by the names of their components
     *   <li>{@link java.util.Optional}: its value, or null
     * </ul>
     *
     * @throws IllegalArgumentException if it is of another type, or holds a value of another type; the message names the field and
     *     the type. In a run, it ends the run
     */
    Row set(String name, @Nullable Object value);
}
