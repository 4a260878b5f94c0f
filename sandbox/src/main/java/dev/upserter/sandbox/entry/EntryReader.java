package dev.upserter.sandbox.entry;

import dev.upserter.carried.jackson.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one entry of a v2 request, in the form that POST /api/v2/entity takes. Create a new one for each entry. */
public final class EntryReader {
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{1,14}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    /** The actions of a person whose attributes are data. */
    private static final Set<String> EVENTS = Set.of("event", "page", "screen");

    private final RawJson json;
    private final EntryRules rules;
    private @Nullable String type;
    private @Nullable String action;
    private IdentifiersReader.@Nullable Identifiers identifiers;
    private List<EntryRelationship> relationships = List.of();
    private @Nullable Attributes attributes;
    /** Attributes that came before the action that says whose they are. */
    private RawJson.@Nullable Span unread;

    private OptionalLong timestamp = OptionalLong.empty();
    private final Map<String, String> others = new LinkedHashMap<>();

    private EntryReader(RawJson json, EntryRules rules) {
        this.json = json;
        this.rules = rules;
    }

    /**
     * Reads the entry at {@code span}, which is well-formed.
     *
     * @throws EntryRefusedException if the service would refuse it
     */
    public static EntryFields read(byte[] body, RawJson.Span span, EntryRules rules)
            throws IOException, EntryRefusedException {
        try (var json = new RawJson(body, span)) {
            rules.checkEntry(span.length());
            return new EntryReader(json, rules).read(body);
        }
    }

    private EntryFields read(byte[] body) throws IOException, EntryRefusedException {
        if (json.next() != JsonToken.START_OBJECT) {
            throw EntryRefusedException.invalid("", "must be an object");
        }
        while (json.next() != JsonToken.END_OBJECT) {
            field(json.text(), json.next());
        }
        if (type == null) {
            throw EntryRefusedException.required("type");
        }
        for (String name : others.keySet()) {
            rules.checkField(name, action);
        }
        RawJson.Span early = unread;
        if (early != null && isOfEvent()) {
            others.put("attributes", json.compact(early));
        } else if (early != null) {
            try (var later = new RawJson(body, early)) {
                attributes = attributes(later.next(), later);
            }
        }
        return new EntryFields(
                type,
                action,
                identifiers == null ? null : identifiers.person(),
                identifiers == null ? null : identifiers.object(),
                timed(attributes == null ? Attributes.NONE : attributes),
                relationships,
                new RawFields(others));
    }

    private void field(String name, JsonToken token) throws IOException, EntryRefusedException {
        switch (name) {
            case "type" -> type = text(name, token);
            case "action" -> action = text(name, token);
            case "identifiers" -> identifiers = IdentifiersReader.read(json, token, rules);
            case "cio_relationships" -> relationships = new RelationshipsReader(json, rules).read(token);
            case "attributes" -> {
                if (isOfEvent()) {
                    keep(name);
                } else if (action == null) {
                    unread = json.skip();
                } else {
                    attributes = attributes(token, json);
                }
            }
            case "timestamp" -> {
                timestamp = OptionalLong.of(AttributesReader.seconds(name, token, json));
                others.put(name, json.text());
            }
            default -> keep(name);
        }
    }

    /** Whether the attributes are the data of an event, to which the rules of people's attributes do not apply. */
    private boolean isOfEvent() {
        return action != null && EVENTS.contains(action);
    }

    private void keep(String name) throws IOException {
        others.put(name, json.compact(json.skip()));
    }

    private Attributes timed(Attributes read) {
        return timestamp.isPresent() ? read.at(timestamp) : read;
    }

    private Attributes attributes(JsonToken token, RawJson from) throws IOException, EntryRefusedException {
        if (token != JsonToken.START_OBJECT) {
            throw EntryRefusedException.invalid("attributes", "must be an object");
        }
        return new AttributesReader(from, rules).read();
    }

    private String text(String field, JsonToken token) throws IOException, EntryRefusedException {
        if (token != JsonToken.VALUE_STRING) {
            throw EntryRefusedException.invalid(field, "must be text");
        }
        return json.text();
    }

    /** Checks an identifier's length and, for emails and phone numbers, its shape. */
    public static EntryIdentifier checked(EntryIdentifier identifier, EntryRules rules) throws EntryRefusedException {
        String field = "identifiers." + identifier.kind().field();
        String value = identifier.value();
        if (value.isBlank()) {
            throw EntryRefusedException.required(field);
        }
        rules.checkIdentifier(field, value);
        boolean wellFormed = switch (identifier.kind()) {
            case EMAIL -> EMAIL.matcher(value).matches();
            case PHONE -> PHONE.matcher(value).matches();
            case ID, CIO_ID -> true;
        };
        if (!wellFormed) {
            throw EntryRefusedException.invalid(
                    field, "is not a valid " + identifier.kind().field());
        }
        return identifier;
    }
}
