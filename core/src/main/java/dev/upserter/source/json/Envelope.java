package dev.upserter.source.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.upserter.problem.Location;
import dev.upserter.record.SourceRecord;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The form of a rejected row or dead letter, one JSON object a line, that a source reads again: its first field is
 * {@value #MARK}, its field {@value #RECORD} holds the record itself.
 */
public final class Envelope {
    /** The first field of each line. */
    public static final String MARK = "$upserter";

    /** The field with the place at which the record was first read. */
    public static final String LOCATION = "location";

    /** The field with the record's number among those that were read with it. */
    public static final String ROW = "row";

    /** The field with the record's number among those that were sent again, in a run that did so. */
    public static final String RETRIED = "retried";

    /** The field with the record. */
    public static final String RECORD = "record";

    /** How a file of such lines starts. */
    public static final String START = "{\"" + MARK + "\":";

    private Envelope() {}

    /** Whether the object that the parser has just entered is one; reads its first field. */
    static boolean startsAt(TokenParser parser) throws IOException {
        if (!MARK.equals(parser.nextFieldName())) {
            return false;
        }
        parser.nextToken();
        parser.skipChildren();
        return true;
    }

    /**
     * Moves on to the value of the record's field, whatever that is; null at the end of the object if there is none. The
     * record learns where it was first read, if the line says so.
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

    /** Zero for what nobody counts to. */
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
