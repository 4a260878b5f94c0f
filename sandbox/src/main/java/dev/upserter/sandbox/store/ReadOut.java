package dev.upserter.sandbox.store;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.sandbox.entry.EntryObject;
import java.io.IOException;
import java.util.Map;

/** Writes parts of entries as v2 spells them. */
final class ReadOut {
    private ReadOut() {}

    /** Opens an entry about a person, who is named by the identifier that they are best known by. */
    static void open(JsonGenerator json, String action, Person person) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "person");
        json.writeStringField("action", action);
        json.writeFieldName("identifiers");
        identifiers(json, person);
    }

    /** Opens an entry about what has these identifiers. */
    static void open(JsonGenerator json, String type, String action, Map<String, String> identifiers)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
        json.writeStringField("action", action);
        json.writeFieldName("identifiers");
        texts(json, identifiers);
    }

    /** The identifier that a person is best known by. */
    static void identifiers(JsonGenerator json, Person person) throws IOException {
        texts(json, person.best());
    }

    static void texts(JsonGenerator json, Map<String, String> texts) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    static Map<String, String> identifiers(EntryObject object) {
        return Map.of("object_type_id", object.type(), "object_id", object.id());
    }

    /** An object whose values are JSON already. */
    static void raw(JsonGenerator json, String field, Map<String, String> values) throws IOException {
        json.writeObjectFieldStart(field);
        values(json, values);
        json.writeEndObject();
    }

    /** Fields of an open object whose values are JSON already. */
    static void values(JsonGenerator json, Map<String, String> values) throws IOException {
        for (Map.Entry<String, String> value : values.entrySet()) {
            json.writeFieldName(value.getKey());
            json.writeRawValue(value.getValue());
        }
    }
}
