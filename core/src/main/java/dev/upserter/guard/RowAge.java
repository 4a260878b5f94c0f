package dev.upserter.guard;

import dev.upserter.guard.value.Dates;
import dev.upserter.guard.value.IsoDate;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.text.NameLetters;
import dev.upserter.record.Shape;
import dev.upserter.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how new a row is by the field in which exports write when the row was last changed. For one thread.
 */
final class RowAge {
    /** Names of such fields, in small letters, with nothing but letters. */
    private static final Set<String> NAMES = Set.of(
            "updated",
            "updatedat",
            "updatedon",
            "updateddate",
            "updatedtime",
            "updatetime",
            "lastupdated",
            "lastupdatedat",
            "lastupdate",
            "dateupdated",
            "modified",
            "modifiedat",
            "modifiedon",
            "modifieddate",
            "lastmodified",
            "lastmodifiedat",
            "lastmodifieddate",
            "datemodified",
            "changedat",
            "lastchanged",
            "lastchangedat",
            "systemmodstamp");

    private static final int NONE = -1;
    /** Of a number that is not a moment: 16 digits hold microseconds of our time, too. */
    private static final int LONGEST_NUMBER = 16;

    private static final long LARGEST_NUMBER = 9_999_999_999_999_999L;
    /** yyyyMMddHHmmssSSS. */
    private static final int MOMENT_DIGITS = 17;

    private @Nullable Shape shape;
    private int field = NONE;

    /** The field that tells; null if the row has none. */
    @Nullable
    String field(SourceRecord record) {
        return find(record) == NONE ? null : record.shape().name(field);
    }

    /**
     * Something that is greater for a newer row: the number, or the digits of the moment in UTC down to the millisecond.
     *
     * @return {@link RecentPeople#UNDATED} where nothing can be known
     */
    long of(SourceRecord record) {
        int index = find(record);
        if (index == NONE || !record.has(index)) {
            return RecentPeople.UNDATED;
        }
        JsonValue value = record.value(index);
        return switch (value.kind()) {
            case INTEGER -> digits(value.bytes(), value.start(), value.end());
            case TEXT -> value.hasEscape() ? RecentPeople.UNDATED : ofText(value);
            case DECIMAL, TRUE, FALSE, NULL, OBJECT, ARRAY -> RecentPeople.UNDATED;
        };
    }

    private static long ofText(JsonValue value) {
        byte[] bytes = value.bytes();
        int start = value.start() + 1;
        int end = value.end() - 1;
        int zone = IsoDate.zoneOf(bytes, start, end);
        if (zone < 0) {
            return digits(bytes, start, end);
        }
        boolean isUtc = zone == end || bytes[end - 1] == 'Z' || bytes[end - 1] == 'C';
        return isUtc ? moment(bytes, start, zone) : inUtc(value.text());
    }

    /** The whole number that the bytes are. */
    private static long digits(byte[] bytes, int start, int end) {
        long number = 0;
        for (int i = start; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return RecentPeople.UNDATED;
            }
            number = number * 10 + bytes[i] - '0';
        }
        return start == end || end - start > LONGEST_NUMBER ? RecentPeople.UNDATED : number;
    }

    /** The digits of a date, filled up to the millisecond. */
    private static long moment(byte[] bytes, int start, int end) {
        long number = 0;
        int count = 0;
        for (int i = start; i < end && count < MOMENT_DIGITS; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9') {
                number = number * 10 + bytes[i] - '0';
                count++;
            }
        }
        for (; count < MOMENT_DIGITS; count++) {
            number *= 10;
        }
        return number;
    }

    private static long inUtc(String text) {
        if (!(Dates.read(text) instanceof Dates.Reading.Moment moment)) {
            return RecentPeople.UNDATED;
        }
        byte[] utc = Instant.ofEpochSecond(moment.seconds()).toString().getBytes(StandardCharsets.US_ASCII);
        return moment(utc, 0, utc.length);
    }

    /** Whether two values are of the same sort, so that they can be compared: both numbers, or both moments. */
    static boolean areAlike(long one, long other) {
        return one != RecentPeople.UNDATED
                && other != RecentPeople.UNDATED
                && one > LARGEST_NUMBER == other > LARGEST_NUMBER;
    }

    @SuppressWarnings("ReferenceEquality") // records of one shape share the object
    private int find(SourceRecord record) {
        if (record.shape() != shape) {
            shape = record.shape();
            field = NONE;
            for (int i = 0; i < shape.size() && field == NONE; i++) {
                field = isAge(shape.name(i)) ? i : NONE;
            }
        }
        return field;
    }

    private static boolean isAge(String name) {
        return NAMES.contains(NameLetters.of(name));
    }
}
