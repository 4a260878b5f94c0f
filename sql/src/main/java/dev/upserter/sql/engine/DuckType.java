package dev.upserter.sql.engine;

import java.util.List;

/** The type of a column of DuckDB. */
sealed interface DuckType {

    /** A type that holds no other values. */
    record Plain(String name) implements DuckType {}

    /**
     * A list, or an array of fixed length.
     *
     * @param name as the engine spells it
     */
    record Items(DuckType of, String name) implements DuckType {}

    /** An object with fields. */
    record Struct(List<Field> fields) implements DuckType {}

    /** A map from keys to values. */
    record Entries(DuckType value) implements DuckType {}

    /** One field of an object. */
    record Field(String name, DuckType type) {}

    /** Parses the engine's spelling. */
    static DuckType of(String name) {
        return new DuckTypeParser(name).type();
    }
}
