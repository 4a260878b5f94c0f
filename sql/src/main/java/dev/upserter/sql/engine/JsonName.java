package dev.upserter.sql.engine;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Spells names as JSON does. */
final class JsonName {
    private JsonName() {}

    static String of(String name) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(name)) + '"';
    }
}
