package dev.upserter.sandbox.entry;

import dev.upserter.carried.jackson.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a body that is a list of ids: {@code {"ids": ["1", "2"]}}. */
public final class IdsReader {
    /** "You are limited to 1000 customer IDs per request" (Track API reference, segments, August 2026). */
    private static final int MOST = 1000;

    private IdsReader() {}

    /**
     * The ids, in order.
     *
     * @throws IOException           when the body is not JSON
     * @throws EntryRefusedException when it is no such list
     */
    public static List<String> read(byte[] body) throws IOException, EntryRefusedException {
        List<String> ids = null;
        try (var json = new RawJson(body, BatchReader.single(body))) {
            boolean isObject = json.next() == JsonToken.START_OBJECT;
            while (isObject && json.next() != JsonToken.END_OBJECT) {
                boolean isIds = json.text().equals("ids");
                JsonToken token = json.next();
                if (isIds) {
                    ids = texts(token, json);
                } else {
                    json.skip();
                }
            }
        }
        if (ids == null) {
            throw EntryRefusedException.invalid("ids", "must be a list");
        }
        if (ids.isEmpty() || ids.size() > MOST) {
            throw EntryRefusedException.invalid("ids", "must be 1 to " + MOST + " texts");
        }
        return ids;
    }

    private static List<String> texts(JsonToken first, RawJson json) throws IOException, EntryRefusedException {
        if (first != JsonToken.START_ARRAY) {
            throw EntryRefusedException.invalid("ids", "must be a list");
        }
        var texts = new ArrayList<String>();
        JsonToken token = json.next();
        for (; token == JsonToken.VALUE_STRING; token = json.next()) {
            texts.add(json.text());
        }
        if (token != JsonToken.END_ARRAY) {
            throw EntryRefusedException.invalid("ids", "must hold texts alone");
        }
        return texts;
    }
}
