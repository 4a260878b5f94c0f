package dev.upserter.sandbox.entry;

import dev.upserter.carried.jackson.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one attributes object. Create a new one for each object. */
public final class AttributesReader {
    private final RawJson json;
    private final EntryRules rules;
    private final List<EntryAttribute> values = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private boolean updateOnly;
    private @Nullable Long timestamp;
    private @Nullable String nameApart;
    private RawJson.@Nullable Span apart;

    AttributesReader(RawJson json, EntryRules rules) {
        this.json = json;
        this.rules = rules;
    }

    /** @param apart the name of a value that is no attribute */
    AttributesReader(RawJson json, EntryRules rules, String apart) {
        this(json, rules);
        this.nameApart = apart;
    }

    /** Where the value is that is no attribute; null where it was not there. */
    RawJson.@Nullable Span apart() {
        return apart;
    }

    /** Reads from the opening brace, which is the current token, to the closing brace. */
    Attributes read() throws IOException, EntryRefusedException {
        while (json.next() != JsonToken.END_OBJECT) {
            String name = json.text();
            JsonToken token = json.next();
            switch (name) {
                case "_update" -> updateOnly = flag(token);
                case "_timestamp" -> timestamp = seconds(name, token, json);
                default -> {
                    if (name.equals(nameApart)) {
                        apart = json.skip();
                    } else {
                        keep(name);
                    }
                }
            }
        }
        rules.checkCount(names.size());
        OptionalLong time = timestamp == null ? OptionalLong.empty() : OptionalLong.of(timestamp);
        return new Attributes(values, updateOnly, time);
    }

    private void keep(String name) throws IOException, EntryRefusedException {
        RawJson.Span span = json.skip();
        if (name.isEmpty()) {
            throw EntryRefusedException.invalid("attributes", "attribute names must not be empty");
        }
        rules.checkName(name);
        rules.checkValue(name, span, json);
        names.add(name);
        values.add(new EntryAttribute(name, json.compact(span)));
    }

    private static boolean flag(JsonToken token) throws EntryRefusedException {
        if (!token.isBoolean()) {
            throw EntryRefusedException.invalid("attributes._update", "must be true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    static long seconds(String field, JsonToken token, RawJson json) throws IOException, EntryRefusedException {
        String text = json.text();
        if (token != JsonToken.VALUE_NUMBER_INT || text.length() > 18) {
            throw EntryRefusedException.invalid(field, "must be Unix seconds, a whole number");
        }
        return Long.parseLong(text);
    }
}
