package dev.upserter.config.keys;

import dev.upserter.config.SyncConfigBuilder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A key of a configuration: all that its reader, the schema and the documentation know of it. Immutable.
 *
 * @param name     as configurations spell it
 * @param type     what its value may be
 * @param fallback its value where it is absent; null for none
 * @param needs    the key without which it means nothing
 * @param missing  what is noted where it is absent; null where it may be
 * @param uploaded what is noted in an uploaded configuration; null where it may be there
 * @param into     where its value goes; null where the reader of its section asks for it
 * @param help     what people read about it
 */
public record KeySpec<T>(
        String name,
        Type<T> type,
        @Nullable T fallback,
        @Nullable String needs,
        @Nullable Note missing,
        @Nullable Note uploaded,
        @Nullable BiConsumer<SyncConfigBuilder, T> into,
        Help help) {

    /** A mistake, and what to do. */
    public record Note(String message, String hint) {}

    /**
     * What people read.
     *
     * @param description in the schema; one or more sentences
     * @param meaning     in the documentation, in Markdown
     * @param fallback    its default, as JSON, where that cannot be known from the value
     * @param examples    in the schema, a list in JSON
     */
    public record Help(
            String description,
            String meaning,
            @Nullable String fallback,
            @Nullable String examples) {}

    /**
     * A key that may be absent.
     *
     * @param description for the schema
     * @param meaning     for the documentation, in Markdown
     */
    public static <T> KeySpec<T> of(String name, Type<T> type, String description, String meaning) {
        var help = new Help(description, meaning, null, null);
        return new KeySpec<>(name, type, null, null, null, null, null, help);
    }

    /** With a value where it is absent. */
    public KeySpec<T> defaultsTo(T value) {
        return new KeySpec<>(name, type, value, needs, missing, uploaded, into, help);
    }

    /** With a value where it is absent, which JSON spells in its own way. */
    public KeySpec<T> defaultsTo(T value, String json) {
        var other = new Help(help.description, help.meaning, json, help.examples);
        return new KeySpec<>(name, type, value, needs, missing, uploaded, into, other);
    }

    /** With examples for the schema: a list in JSON. */
    public KeySpec<T> examples(String json) {
        var other = new Help(help.description, help.meaning, help.fallback, json);
        return new KeySpec<>(name, type, fallback, needs, missing, uploaded, into, other);
    }

    /** Means nothing without another key. */
    public KeySpec<T> needs(String other) {
        return new KeySpec<>(name, type, fallback, other, missing, uploaded, into, help);
    }

    /** Must be there. */
    public KeySpec<T> required(String message, String hint) {
        return new KeySpec<>(name, type, fallback, needs, new Note(message, hint), uploaded, into, help);
    }

    /**
     * Must not be in an uploaded configuration.
     *
     * @param what completes "an uploaded configuration must not"
     */
    public KeySpec<T> notUploaded(String what, String hint) {
        var note = new Note("an uploaded configuration must not " + what, hint);
        return new KeySpec<>(name, type, fallback, needs, missing, note, into, help);
    }

    /** Goes into what is built. */
    public KeySpec<T> into(BiConsumer<SyncConfigBuilder, T> setter) {
        return new KeySpec<>(name, type, fallback, needs, missing, uploaded, setter, help);
    }
}
