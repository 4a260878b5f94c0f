package dev.upserter.sql.engine;

import dev.upserter.carried.jackson.io.JsonStringEncoder;

/** Writes names as JSON strings. */
final class JsonName {
    private JsonName() {}

    static String of(String name) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + '"';
    }
}
