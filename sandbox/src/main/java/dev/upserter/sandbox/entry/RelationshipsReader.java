package dev.upserter.sandbox.entry;

import dev.upserter.carried.jackson.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code cio_relationships} of a v2 entry. Create a new one for each list. */
final class RelationshipsReader {
    private static final String FIELD = "cio_relationships";

    private final RawJson json;
    private final EntryRules rules;

    RelationshipsReader(RawJson json, EntryRules rules) {
        this.json = json;
        this.rules = rules;
    }

    /** Reads from the opening bracket, which is the current token, to the closing bracket. */
    List<EntryRelationship> read(JsonToken token) throws IOException, EntryRefusedException {
        if (token != JsonToken.START_ARRAY) {
            throw EntryRefusedException.invalid(FIELD, "must be a list");
        }
        var relationships = new ArrayList<EntryRelationship>();
        for (JsonToken next = json.next(); next != JsonToken.END_ARRAY; next = json.next()) {
            if (next != JsonToken.START_OBJECT) {
                throw EntryRefusedException.invalid(FIELD, "must be a list of objects");
            }
            relationships.add(element());
        }
        return relationships;
    }

    private EntryRelationship element() throws IOException, EntryRefusedException {
        IdentifiersReader.@Nullable Identifiers other = null;
        Attributes attributes = Attributes.NONE;
        while (json.next() != JsonToken.END_OBJECT) {
            String name = json.text();
            JsonToken token = json.next();
            switch (name) {
                case "identifiers" -> other = IdentifiersReader.ofRelated(json, token, rules);
                case "relationship_attributes" -> {
                    if (token != JsonToken.START_OBJECT) {
                        throw EntryRefusedException.invalid(FIELD + "." + name, "must be an object");
                    }
                    attributes = new AttributesReader(json, rules).read();
                }
                default -> json.skip();
            }
        }
        if (other == null) {
            throw EntryRefusedException.required(FIELD + ".identifiers");
        }
        return new EntryRelationship(other.person(), other.object(), other.anonymous(), attributes);
    }
}
