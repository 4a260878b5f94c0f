package dev.upserter.sandbox.entry;

import dev.upserter.carried.jackson.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code identifiers}, of a person or of an object. Stateless. */
final class IdentifiersReader {
    private static final String TYPE = "object_type_id";
    private static final String ID = "object_id";
    private static final String ANONYMOUS = "anonymous_id";
    private static final Set<String> OF_OBJECT = Set.of(TYPE, ID);

    private IdentifiersReader() {}

    /**
     * Exactly one of these.
     *
     * @param anonymous the anonymous id of somebody who is not known yet
     */
    record Identifiers(
            @Nullable EntryIdentifier person,
            @Nullable EntryObject object,
            @Nullable String anonymous) {}

    /** Reads from the opening brace, which is the current token, to the closing brace. */
    static Identifiers read(RawJson json, JsonToken token, EntryRules rules) throws IOException, EntryRefusedException {
        return read(json, token, rules, false);
    }

    /** The same, of the other end of a relationship, which may have an anonymous id. */
    static Identifiers ofRelated(RawJson json, JsonToken token, EntryRules rules)
            throws IOException, EntryRefusedException {
        return read(json, token, rules, true);
    }

    private static Identifiers read(RawJson json, JsonToken token, EntryRules rules, boolean isRelated)
            throws IOException, EntryRefusedException {
        Map<String, String> given = texts(json, token);
        if (given.isEmpty()) {
            throw EntryRefusedException.required("identifiers");
        }
        if (given.keySet().stream().anyMatch(OF_OBJECT::contains)) {
            return new Identifiers(null, object(given, rules), null);
        }
        Map.Entry<String, String> first = given.entrySet().iterator().next();
        if (isRelated && given.size() == 1 && first.getKey().equals(ANONYMOUS)) {
            return new Identifiers(null, null, anonymous(first.getValue(), rules));
        }
        EntryIdentifier.Kind kind = EntryIdentifier.Kind.named(first.getKey())
                .orElseThrow(() -> EntryRefusedException.invalid("identifiers", "must be id, email, phone or cio_id"));
        if (given.size() > 1) {
            throw EntryRefusedException.invalid("identifiers", "must hold exactly one identifier");
        }
        return new Identifiers(EntryReader.checked(new EntryIdentifier(kind, first.getValue()), rules), null, null);
    }

    private static String anonymous(String value, EntryRules rules) throws EntryRefusedException {
        if (value.isBlank()) {
            throw EntryRefusedException.required("identifiers." + ANONYMOUS);
        }
        rules.checkIdentifier("identifiers." + ANONYMOUS, value);
        return value;
    }

    private static Map<String, String> texts(RawJson json, JsonToken token) throws IOException, EntryRefusedException {
        if (token != JsonToken.START_OBJECT) {
            throw EntryRefusedException.invalid("identifiers", "must be an object");
        }
        var given = new LinkedHashMap<String, String>();
        while (json.next() != JsonToken.END_OBJECT) {
            String name = json.text();
            JsonToken value = json.next();
            if (value == JsonToken.VALUE_NULL) {
                throw EntryRefusedException.required("identifiers." + name);
            }
            if (value != JsonToken.VALUE_STRING) {
                throw EntryRefusedException.invalid("identifiers." + name, "must be text");
            }
            given.put(name, json.text());
        }
        return given;
    }

    private static EntryObject object(Map<String, String> given, EntryRules rules) throws EntryRefusedException {
        if (!OF_OBJECT.containsAll(given.keySet())) {
            throw EntryRefusedException.invalid("identifiers", "must be object_type_id and object_id");
        }
        for (String name : OF_OBJECT) {
            String value = given.get(name);
            if (value == null || value.isBlank()) {
                throw EntryRefusedException.required("identifiers." + name);
            }
            rules.checkIdentifier("identifiers." + name, value);
        }
        return new EntryObject(given.getOrDefault(TYPE, ""), given.getOrDefault(ID, ""));
    }
}
