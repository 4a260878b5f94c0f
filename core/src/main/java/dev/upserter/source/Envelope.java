package dev.upserter.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The form of a rejected row or dead letter, one JSON object a line, that a source reads again: its first field is
 * {@value #MARK}, its field {@value #RECORD} holds the record itself.
 */
public final class Envelope {
    /** The first field of each line. */
    public static final String MARK = "$upserter";

    /** The field with the record. */
    public static final String RECORD = "record";

    /** How a file of such lines starts. */
    static final String START = "{\"" + MARK + "\":";

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

    /** Moves on to the value of the record's field, whatever that is; null at the end of the object if there is none. */
    static @Nullable JsonToken findRecord(TokenParser parser) throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (RECORD.equals(field)) {
                return value;
            }
            parser.skipChildren();
        }
        return null;
    }

    /** Reads from the end of the record to the end of the line's object. */
    static void skipRest(TokenParser parser) throws IOException {
        while (parser.nextFieldName() != null) {
            parser.nextToken();
            parser.skipChildren();
        }
    }
}
