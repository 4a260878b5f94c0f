package dev.upserter.state;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.json.Indented;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

/** Reads and writes small JSON objects without nesting, such as the headers of files. */
public final class FlatJson {
    private static final JsonFactory JSON = new JsonFactory();

    private FlatJson() {}

    /**
     * The fields of the next object, each value as its text.
     *
     * @return the fields; empty if the next value is not an object
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

    /** An object with these fields, in their order, and a line break. */
    public static String write(Map<String, String> fields) throws IOException {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(Indented.objects());
            json.writeStartObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        }
        return text + "\n";
    }

    /** The fields whose names start with a prefix, by the rest of the name. */
    public static Map<String, String> under(String prefix, Map<String, String> fields) {
        var found = new HashMap<String, String>();
        fields.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }
}
