package dev.upserter.sandbox.entry;

/** A named value. {@code json} is the value's text exactly as sent, without whitespace between tokens. */
public record EntryAttribute(String name, String json) {
    /** Whether this value removes the attribute: null and the empty text do. */
    public boolean removes() {
        return json.equals("null") || json.equals("\"\"");
    }
}
