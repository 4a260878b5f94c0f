package dev.upserter.config.text;

import dev.upserter.carried.jackson.JsonParseException;
import dev.upserter.carried.jackson.io.JsonEOFException;
import dev.upserter.problem.ProblemException;

/** Says what is wrong with JSON that people wrote, without showing any of it. */
final class JsonMistake {
    private static final String OTHERWISE = "check the brackets, commas and quotation marks here and just before";

    private final ConfigText text;
    private final int offset;
    private final String reason;

    private JsonMistake(ConfigText text, int offset, String reason) {
        this.text = text;
        this.offset = offset;
        this.reason = reason;
    }

    /** The problem at the place where the parser gave up. */
    static ProblemException of(JsonParseException e, ConfigText text) {
        byte[] bytes = text.bytes();
        int offset = (int) Math.clamp(e.getLocation().getByteOffset(), 0L, bytes.length);
        while (offset > 0 && offset < bytes.length && ConfigText.continuesCharacter(bytes[offset])) {
            offset--;
        }
        boolean ends = e instanceof JsonEOFException || e.getOriginalMessage().startsWith("Unexpected end-of-input");
        return new JsonMistake(text, offset, ends ? "end" : e.getOriginalMessage()).problem();
    }

    private ProblemException problem() {
        if (reason.equals("end")) {
            return here("the file ends in the middle", "close what is open: a quotation mark, a list ] or an object }");
        }
        int comma = commaBefore();
        if (comma >= 0 && isOneOf("}]")) {
            return Mistakes.only(
                    text.at(comma),
                    "there is a comma before a closing bracket",
                    "remove the comma. JSON allows none here");
        }
        if (isOneOf("/#")) {
            return here(
                    "JSON has no comments", "remove it, or write the configuration in YAML, where # starts a comment");
        }
        if (isOneOf("'") || startsWithCurlyQuote()) {
            return here("keys and texts need straight double quotation marks in JSON", "put \" in place of this mark");
        }
        return fromReason();
    }

    private ProblemException fromReason() {
        if (says("expecting comma")) {
            return here("a comma is missing before this", "put a comma between two keys or two values");
        }
        if (says("expecting a colon")) {
            return here("a colon is missing between a key and its value", "write \"key\": value");
        }
        if (says("expecting double-quote")) {
            return here("a key in double quotation marks is expected here", "write \"key\": value");
        }
        if (says("Illegal unquoted character")) {
            return here(
                    "a text holds a line break or another control character",
                    "close the quotation mark, or write \\n for a line break and \\t for a tab");
        }
        if (says("escape")) {
            return here("this backslash starts nothing that JSON knows", "write \\\\ for a backslash itself");
        }
        if (says("numeric value")) {
            return here("this is not a number as JSON writes it", "write digits without leading zeros and plus sign");
        }
        if (says("Unrecognized token") || says("Non-standard token")) {
            return here("this word means nothing in JSON", "put texts in double quotation marks");
        }
        if (says("close marker")) {
            return here("this bracket closes nothing, or something of another kind", OTHERWISE);
        }
        return here("this is not valid JSON", OTHERWISE);
    }

    private ProblemException here(String message, String hint) {
        return Mistakes.only(text.at(offset), message, hint);
    }

    private boolean says(String words) {
        return reason.contains(words);
    }

    private boolean isOneOf(String characters) {
        byte[] bytes = text.bytes();
        return offset < bytes.length && characters.indexOf(bytes[offset]) >= 0;
    }

    /** U+2018 to U+201F, which word processors put in place of quotation marks. */
    private boolean startsWithCurlyQuote() {
        byte[] bytes = text.bytes();
        return offset + 2 < bytes.length
                && bytes[offset] == (byte) 0xE2
                && bytes[offset + 1] == (byte) 0x80
                && (bytes[offset + 2] & 0xF8) == 0x98;
    }

    /** The offset of the comma before this place; negative if something else is there. */
    private int commaBefore() {
        byte[] bytes = text.bytes();
        int before = offset - 1;
        while (before >= 0 && bytes[before] <= ' ' && bytes[before] > 0) {
            before--;
        }
        return before >= 0 && bytes[before] == ',' ? before : -1;
    }
}
