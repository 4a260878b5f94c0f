package dev.upserter.sandbox.entry;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The service's limits, in UTF-8 bytes (Track API reference, overview, "Rate Limits", August 2026), and how what no source
 * settles is answered.
 *
 * @param strictness how the rules of {@link SandboxRule} are answered
 * @param enforced   whether any limit is checked
 */
public record EntryRules(Strictness strictness, boolean enforced) {
    /** The fields of entries of v2 (Track API reference, POST /api/v2/entity, August 2026). */
    private static final Set<String> FIELDS_OF_ENTRY = Set.of(
            "type",
            "action",
            "identifiers",
            "attributes",
            "cio_relationships",
            "timestamp",
            "name",
            "id",
            "device",
            "primary",
            "secondary");

    static final int BATCH_BYTES = 500_000;
    static final int ENTRY_BYTES = 32_000;
    static final int IDENTIFIER_BYTES = 150;
    static final int NAME_BYTES = 150;
    static final int VALUE_BYTES = 1_000;
    static final int ATTRIBUTES = 300;
    static final int EVENT_NAME_BYTES = 100;
    static final int EVENT_DATA_BYTES = 100_000;

    void checkIdentifier(String field, String value) throws EntryRefusedException {
        check(longer(value, IDENTIFIER_BYTES), field, "must be at most " + IDENTIFIER_BYTES + " bytes");
    }

    void checkName(String name) throws EntryRefusedException {
        check(longer(name, NAME_BYTES), "attributes", "attribute names must be at most " + NAME_BYTES + " bytes");
    }

    void checkValue(String name, RawJson.Span span, RawJson json) throws EntryRefusedException {
        check(
                span.length() > VALUE_BYTES && json.valueBytes(span) > VALUE_BYTES,
                "attributes." + name,
                "attribute values must be at most " + VALUE_BYTES + " bytes");
    }

    void checkCount(int attributes) throws EntryRefusedException {
        check(attributes > ATTRIBUTES, "attributes", "at most " + ATTRIBUTES + " attributes are allowed");
    }

    public void checkEventName(String name) throws EntryRefusedException {
        check(longer(name, EVENT_NAME_BYTES), "name", "must be at most " + EVENT_NAME_BYTES + " bytes");
    }

    /** Of v1 alone: an entry of v2 has its own limit. */
    public void checkEventData(String json) throws EntryRefusedException {
        check(longer(json, EVENT_DATA_BYTES), "data", "must be at most " + EVENT_DATA_BYTES + " bytes");
    }

    void checkEntry(int bytes) throws EntryRefusedException {
        check(bytes > ENTRY_BYTES, "", "must be at most " + ENTRY_BYTES + " bytes");
    }

    /** Whether the harshest reading holds. */
    public boolean isStrict() {
        return strictness == Strictness.STRICT;
    }

    /** Whether the mildest reading holds. */
    public boolean isLenient() {
        return strictness == Strictness.LENIENT;
    }

    /** By {@link SandboxRule#UNKNOWN_FIELD}, of an entry of v2 with this action. */
    void checkField(String name, @Nullable String action) throws EntryRefusedException {
        if (!name.equals("anonymous_id") || !"identify_anonymous".equals(action)) {
            checkField(name, FIELDS_OF_ENTRY);
        }
    }

    /** By {@link SandboxRule#UNKNOWN_FIELD}, of what has these fields. */
    public void checkField(String name, Set<String> known) throws EntryRefusedException {
        if (isStrict() && !known.contains(name)) {
            throw EntryRefusedException.invalid(name, "there is no such field");
        }
    }

    /** The published limit is "500kb or smaller"; a body of exactly 500,000 bytes counts as too large, to be strict. */
    public boolean batchTooLarge(int bytes) {
        return applies() && bytes >= BATCH_BYTES;
    }

    private boolean applies() {
        return enforced && !isLenient();
    }

    private void check(boolean broken, String field, String message) throws EntryRefusedException {
        if (applies() && broken) {
            throw EntryRefusedException.invalid(field, message);
        }
    }

    private static boolean longer(String text, int bytes) {
        return text.length() > bytes || (text.length() * 3 > bytes && EntryUtf8.length(text) > bytes);
    }
}
