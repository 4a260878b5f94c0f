package dev.upserter.sandbox.entry;

/** A named value. {@code json} is the value's text exactly as it was sent, without blanks between tokens. */
public record EntryAttribute(String name, String json) {
    /** Whether this value takes the attribute away: null and the empty text do. */
    public boolean removes() {
        return json.equals("null") || json.equals("\"\"");
    }
}
