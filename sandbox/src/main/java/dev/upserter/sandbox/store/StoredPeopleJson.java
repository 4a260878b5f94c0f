package dev.upserter.sandbox.store;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.sandbox.entry.RawJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/** Writes people as JSON, one page at a time, so that a million people need little memory. */
public final class StoredPeopleJson {
    private static final int PAGE = 1_000;

    /** A range of people, in order of first appearance. */
    public record Range(int offset, int limit) {}

    private StoredPeopleJson() {}

    public static void stream(PersonStore store, Range range, OutputStream out) throws IOException {
        try (JsonGenerator json = RawJson.FACTORY.createGenerator(out)) {
            json.writeStartArray();
            int skipped = 0;
            int written = 0;
            for (int from = 0; from < store.end() && written < range.limit(); from += PAGE) {
                for (Person person : store.slice(from, PAGE)) {
                    if (skipped < range.offset()) {
                        skipped++;
                    } else if (written < range.limit()) {
                        written++;
                        write(person, json);
                    }
                }
            }
            json.writeEndArray();
        }
    }

    public static void write(Person person, JsonGenerator json) throws IOException {
        json.writeStartObject();
        write("id", person.id(), json);
        write("email", person.email(), json);
        write("phone", person.phone(), json);
        json.writeStringField("cio_id", person.cioId());
        json.writeNumberField("updates", person.updates());
        json.writeObjectFieldStart("attributes");
        for (Map.Entry<String, String> attribute : person.attributes().entrySet()) {
            json.writeFieldName(attribute.getKey());
            json.writeRawValue(attribute.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(String name, Optional<String> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }
}
