package dev.upserter.state;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads small JSON objects without nesting, as the headers of files are. */
public final class FlatJson {
    private FlatJson() {}

    /**
     * The fields of the object that comes next, each value as its text.
     *
     * @return the fields; none if something else comes
     * @throws IOException if it is not JSON
     */
    public static Map<String, String> read(JsonParser json) throws IOException {
        var fields = new HashMap<String, String>();
        if (json.nextToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, json.getText());
            }
        }
        return fields;
    }
}
