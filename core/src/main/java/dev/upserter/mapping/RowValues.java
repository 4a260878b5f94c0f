package dev.upserter.mapping;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Payload;
import dev.upserter.problem.Code;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one row says, for its kind to make an operation of: its key, the values of the kind's own keys, and what the mapping
 * adds. As good as the bytes of its values; for one thread.
 */
public final class RowValues {
    private static final @Nullable JsonValue[] NONE = new JsonValue[0];

    private final Layout layout;
    private final IdentifierType identifyBy;
    private final JsonValue key;
    private final @Nullable JsonValue[] parts;
    private final Payload payload;
    private final Payload relationship;

    /** What all rows of a sync have in common. For one thread. */
    public static final class Layout {
        private final IdentifierType identifyBy;
        private final List<String> names;
        private final int time;
        private final boolean isMixed;
        private @Nullable Object reused;

        /**
         * Of a sync.
         *
         * @param identifyBy what the key is, where it identifies a person
         * @param names      of the kind's own keys
         * @param time       which of them says when a row was changed, and nothing else; empty for none
         * @param isMixed    whether each row says what its key is
         */
        public Layout(IdentifierType identifyBy, List<String> names, String time, boolean isMixed) {
            this.isMixed = isMixed;
            this.identifyBy = identifyBy;
            this.names = List.copyOf(names);
            this.time = names.indexOf(time);
        }

        /** What keys are, where rows do not say it. */
        public IdentifierType identifyBy() {
            return identifyBy;
        }

        /** Whether each row says what its key is. */
        public boolean isMixed() {
            return isMixed;
        }

        /** Whether a row may say when it was changed. */
        public boolean hasTime() {
            return time >= 0;
        }

        /** Room for the values of a row's parts, in the order of the names. */
        public @Nullable JsonValue[] room() {
            return names.isEmpty() ? NONE : new JsonValue[names.size()];
        }

        private <T> T reused(Class<T> type, Supplier<T> make) {
            if (!type.isInstance(reused)) {
                reused = make.get();
            }
            return type.cast(reused);
        }
    }

    /**
     * What a row says.
     *
     * @param layout of all rows
     * @param key   a text or a whole number
     * @param parts the values of the kind's own keys, as {@link Layout#names} has them; null for none
     * @param payload of what it is about
     * @param relationship of the relationship to whom it relates
     */
    public RowValues(Layout layout, JsonValue key, @Nullable JsonValue[] parts, Payload payload, Payload relationship) {
        this(layout, layout.identifyBy, key, parts, payload, relationship);
    }

    /** The same of a row that says what its key is. */
    public RowValues(
            Layout layout,
            IdentifierType identifyBy,
            JsonValue key,
            @Nullable JsonValue[] parts,
            Payload payload,
            Payload relationship) {
        this.layout = layout;
        this.identifyBy = identifyBy;
        this.key = key;
        this.parts = parts;
        this.payload = payload;
        this.relationship = relationship;
    }

    /** The row relates nobody. */
    public RowValues(Layout layout, JsonValue key, @Nullable JsonValue[] parts, Payload payload) {
        this(layout, key, parts, payload, Payload.NONE);
    }

    /** What a kind uses again for each row of the source, made for the first. */
    public <T> T reused(Class<T> type, Supplier<T> make) {
        return layout.reused(type, make);
    }

    /** What the row is about: a text or a whole number. */
    public JsonValue key() {
        return key;
    }

    /** What the key is, where it identifies a person. */
    public IdentifierType identifyBy() {
        return identifyBy;
    }

    /** The person whom the key identifies. */
    public Identifier person() {
        return new Identifier(identifyBy, key);
    }

    /** What the mapping makes of the row. */
    public Payload payload() {
        return payload;
    }

    /** The values of the kind's own keys; not to be changed. */
    public @Nullable JsonValue[] parts() {
        return parts;
    }

    /** Of {@link #parts}, all that makes the row another than it was: not the time when it was changed. */
    public @Nullable JsonValue[] compared() {
        if (!layout.hasTime()) {
            return parts;
        }
        @Nullable JsonValue[] others = new JsonValue[parts.length - 1];
        System.arraycopy(parts, 0, others, 0, layout.time);
        System.arraycopy(parts, layout.time + 1, others, layout.time, others.length - layout.time);
        return others;
    }

    /** When the row was changed, in Unix seconds; a row that does not say is the newest of all. */
    public long time() {
        JsonValue time = layout.hasTime() ? parts[layout.time] : null;
        return time == null || time.kind() != ValueKind.INTEGER ? Long.MAX_VALUE : Long.parseLong(time.json());
    }

    /** The same with another payload. */
    public RowValues with(Payload other) {
        return new RowValues(layout, identifyBy, key, parts, other, relationship);
    }

    /**
     * The same, which relates nobody.
     *
     * @param who the key that says whom it relates
     */
    public RowValues relatingNobody(String who) {
        @Nullable JsonValue[] others = parts.clone();
        others[layout.names.indexOf(who)] = null;
        return new RowValues(layout, identifyBy, key, others, payload, Payload.NONE);
    }

    /** The same with bytes of its own, so that it stays good. */
    public RowValues copy() {
        @Nullable JsonValue[] copies = layout.room();
        for (int i = 0; i < copies.length; i++) {
            JsonValue part = parts[i];
            copies[i] = part == null ? null : part.copy();
        }
        return new RowValues(layout, identifyBy, key.copy(), copies, payload, relationship);
    }

    /** What the mapping says of the relationship to whom the row relates; {@link Payload#NONE} where it relates nobody. */
    public Payload relationship() {
        return relationship;
    }

    /** The value of one of the kind's own keys; null where the row has none, or a null. */
    public @Nullable JsonValue find(String name) {
        for (int i = 0; i < parts.length; i++) {
            if (layout.names.get(i).equals(name)) {
                return parts[i];
            }
        }
        return null;
    }

    /**
     * The value of one of the kind's own keys that each row must have.
     *
     * @throws UnfitException if the row has none, a null or an empty text
     */
    public JsonValue get(String name) throws UnfitException {
        JsonValue value = find(name);
        if (value == null || value.isEmptyText()) {
            throw new UnfitException(
                    Code.PART_MISSING, "the row has no value for " + name + (value == null ? "" : ": it is empty"));
        }
        return value;
    }
}
