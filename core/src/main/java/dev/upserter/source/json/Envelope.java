package dev.upserter.source.json;

import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.problem.Location;
import dev.upserter.record.SourceRecord;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The format of rejected rows and dead letters, one JSON object per line, which a source can read again: its first field is
 * {@value #MARK}, its field {@value #RECORD} holds the record itself.
 */
public final class Envelope {
    /** The first field of each line. */
    public static final String MARK = "$upserter";

    /** The field for the place at which the record was first read. */
    public static final String LOCATION = "location";

    /** The field for the record's number among those read with it. */
    public static final String ROW = "row";

    /** The field for the record's number among those sent again, in a run that did so. */
    public static final String RETRIED = "retried";

    /** The field for the record. */
    public static final String RECORD = "record";

    /** The start of a file of such lines. */
    public static final String START = "{\"" + MARK + "\":";

    private Envelope() {}

    /** Whether the object that the parser has just entered is an envelope; reads its first field. */
    static boolean startsAt(TokenParser parser) throws IOException {
        if (!MARK.equals(parser.nextFieldName())) {
            return false;
        }
        parser.nextToken();
        parser.skipChildren();
        return true;
    }

    /**
     * Moves to the value of the record's field, whatever its kind; null at the end of the object if there is none. Sets the
     * place at which the record was first read, if the line has it.
     */
    static @Nullable JsonToken findRecord(TokenParser parser, SourceRecord record) throws IOException {
        String location = "";
        long row = 0;
        JsonToken found = null;
        for (String field = parser.nextFieldName(); found == null && field != null; ) {
            JsonToken value = parser.nextToken();
            if (LOCATION.equals(field) && value == JsonToken.VALUE_STRING) {
                location = parser.getText();
            } else if (ROW.equals(field) && value == JsonToken.VALUE_NUMBER_INT) {
                row = rowOf(parser);
            }
            if (RECORD.equals(field)) {
                found = value;
            } else {
                parser.skipChildren();
                field = parser.nextFieldName();
            }
        }
        if (!location.isEmpty() && row > 0) {
            record.comesFrom(Location.parse(location), row);
        }
        return found;
    }

    /** Zero for a number out of range. */
    private static long rowOf(TokenParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? 0 : parser.getLongValue();
    }

    /** Reads from the end of the record to the end of the line's object. */
    static void skipRest(TokenParser parser) throws IOException {
        while (parser.nextFieldName() != null) {
            parser.nextToken();
            parser.skipChildren();
        }
    }
}
