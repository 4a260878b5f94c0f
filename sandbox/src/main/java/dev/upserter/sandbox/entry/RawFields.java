package dev.upserter.sandbox.entry;

import dev.upserter.carried.jackson.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The members of an object as they were sent, read when somebody asks for one.
 *
 * @param values by name, each as its JSON without blanks between tokens
 */
public record RawFields(Map<String, String> values) {
    private static final int LONGEST = 18;

    public RawFields {
        values = Map.copyOf(values);
    }

    /**
     * Reads a body that is an object.
     *
     * @throws IOException when it is not JSON
     */
    public static RawFields ofBody(byte[] body) throws IOException, EntryRefusedException {
        var values = new LinkedHashMap<String, String>();
        try (var json = new RawJson(body, BatchReader.single(body))) {
            if (json.next() != JsonToken.START_OBJECT) {
                throw EntryRefusedException.invalid("", "the body must be a JSON object");
            }
            while (json.next() != JsonToken.END_OBJECT) {
                String name = json.text();
                json.next();
                values.put(name, json.compact(json.skip()));
            }
        }
        return new RawFields(values);
    }

    /** A text that must be there, and not be blank. */
    public String text(String name) throws EntryRefusedException {
        String text = optionalText(name).orElseThrow(() -> EntryRefusedException.required(name));
        if (text.isBlank()) {
            throw EntryRefusedException.required(name);
        }
        return text;
    }

    /** A text that need not be there. */
    public Optional<String> optionalText(String name) throws EntryRefusedException {
        String json = values.get(name);
        if (json == null || json.equals("null")) {
            return Optional.empty();
        }
        if (json.charAt(0) != '"') {
            throw EntryRefusedException.invalid(name, "must be text");
        }
        return Optional.of(RawJson.textOf(json));
    }

    /** Unix seconds, which need not be there. */
    public OptionalLong seconds(String name) throws EntryRefusedException {
        return whole(name, "must be Unix seconds, a whole number");
    }

    /** A whole number that need not be there. */
    public OptionalLong number(String name) throws EntryRefusedException {
        return whole(name, "must be a whole number");
    }

    private OptionalLong whole(String name, String message) throws EntryRefusedException {
        String json = values.get(name);
        if (json == null) {
            return OptionalLong.empty();
        }
        if (json.length() > LONGEST || !json.matches("-?[0-9]+")) {
            throw EntryRefusedException.invalid(name, message);
        }
        return OptionalLong.of(Long.parseLong(json));
    }

    /** The members of an object, which need not be there. */
    public RawFields nested(String name) throws EntryRefusedException {
        try {
            return ofBody(object(name).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw EntryRefusedException.invalid(name, "must be JSON");
        }
    }

    /** The elements of a list of objects, which need not be there. */
    public List<RawFields> list(String name) throws EntryRefusedException {
        byte[] list = values.getOrDefault(name, "[]").getBytes(StandardCharsets.UTF_8);
        var elements = new ArrayList<RawFields>();
        try (var json = RawJson.of(list)) {
            if (json.next() != JsonToken.START_ARRAY) {
                throw EntryRefusedException.invalid(name, "must be a list");
            }
            while (json.next() != JsonToken.END_ARRAY) {
                RawJson.Span span = json.skip();
                elements.add(ofBody(Arrays.copyOfRange(list, span.from(), span.to())));
            }
        } catch (IOException e) {
            throw EntryRefusedException.invalid(name, "must be JSON");
        }
        return elements;
    }

    /** An object that need not be there, as JSON. */
    public String object(String name) throws EntryRefusedException {
        String json = values.getOrDefault(name, "{}");
        if (json.charAt(0) != '{') {
            throw EntryRefusedException.invalid(name, "must be an object");
        }
        return json;
    }
}
