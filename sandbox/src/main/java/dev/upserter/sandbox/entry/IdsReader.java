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
        var ids = new ArrayList<String>();
        try (var json = new RawJson(body, BatchReader.single(body))) {
            boolean isList = json.next() == JsonToken.START_OBJECT
                    && json.next() == JsonToken.FIELD_NAME
                    && json.text().equals("ids")
                    && json.next() == JsonToken.START_ARRAY;
            if (!isList) {
                throw EntryRefusedException.invalid("ids", "must be a list");
            }
            JsonToken token = json.next();
            for (; token == JsonToken.VALUE_STRING; token = json.next()) {
                ids.add(json.text());
            }
            if (token != JsonToken.END_ARRAY) {
                throw EntryRefusedException.invalid("ids", "must hold texts alone");
            }
        }
        if (ids.isEmpty() || ids.size() > MOST) {
            throw EntryRefusedException.invalid("ids", "must be 1 to " + MOST + " texts");
        }
        return ids;
    }
}
