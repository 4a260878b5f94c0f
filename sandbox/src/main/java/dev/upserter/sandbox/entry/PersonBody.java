package dev.upserter.sandbox.entry;

import dev.upserter.carried.jackson.JsonToken;
import java.io.IOException;
import java.util.List;

/**
 * What a v1 request says of a person (Track API reference, PUT /api/v1/customers/{identifier}, August 2026): attributes,
 * and under {@code cio_relationships} an action with relationships, which are no attribute.
 *
 * @param attributes    all but the relationships
 * @param removes       whether the relationships end
 * @param relationships to objects
 */
public record PersonBody(Attributes attributes, boolean removes, List<EntryRelationship> relationships) {
    private static final String RELATIONSHIPS = "cio_relationships";

    public PersonBody {
        relationships = List.copyOf(relationships);
    }

    /**
     * Reads a body.
     *
     * @throws IOException           when it is not JSON
     * @throws EntryRefusedException when the service would refuse it
     */
    public static PersonBody read(byte[] body, EntryRules rules) throws IOException, EntryRefusedException {
        try (var json = new RawJson(body, BatchReader.single(body))) {
            if (json.next() != JsonToken.START_OBJECT) {
                throw EntryRefusedException.invalid("", "the body must be a JSON object");
            }
            var reader = new AttributesReader(json, rules, RELATIONSHIPS);
            Attributes attributes = reader.read();
            RawJson.Span related = reader.apart();
            if (related == null) {
                return new PersonBody(attributes, false, List.of());
            }
            try (var nested = new RawJson(body, related)) {
                return related(attributes, nested, rules);
            }
        }
    }

    private static PersonBody related(Attributes attributes, RawJson json, EntryRules rules)
            throws IOException, EntryRefusedException {
        if (json.next() != JsonToken.START_OBJECT) {
            throw EntryRefusedException.invalid(RELATIONSHIPS, "must be an object of action and relationships");
        }
        String action = "add_relationships";
        List<EntryRelationship> relationships = List.of();
        while (json.next() != JsonToken.END_OBJECT) {
            String name = json.text();
            JsonToken token = json.next();
            switch (name) {
                case "action" -> action = json.text();
                case "relationships" -> relationships = new RelationshipsReader(json, rules).read(token);
                default -> json.skip();
            }
        }
        return switch (action) {
            case "add_relationships" -> new PersonBody(attributes, false, relationships);
            case "delete_relationships" -> new PersonBody(attributes, true, relationships);
            default ->
                throw EntryRefusedException.invalid(
                        RELATIONSHIPS + ".action", "must be add_relationships or delete_relationships");
        };
    }
}
