package dev.upserter.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.upserter.batch.Row;
import dev.upserter.source.JsonValue;
import java.io.IOException;

/** Keeps personal data out of messages that Customer.io has worded. */
final class Discretion {
    private static final JsonFactory JSON = new JsonFactory();
    /** Shorter values occur in any sentence. */
    private static final int SHORTEST = 2;

    private Discretion() {}

    /** Whether the text quotes neither the row's key nor any of its values. */
    static boolean mayShow(String text, Row row) {
        if (text.contains(row.key())) {
            return false;
        }
        JsonValue record = row.record();
        try (JsonParser json = JSON.createParser(record.bytes(), record.start(), record.length())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL && quotes(text, json.getText())) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean quotes(String text, String value) {
        return value.length() >= SHORTEST && text.contains(value);
    }
}
