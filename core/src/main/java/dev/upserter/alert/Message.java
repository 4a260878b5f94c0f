package dev.upserter.alert;

import java.util.List;

/**
 * An alert as its channels send it. Immutable. It holds no attribute value, no identifier and no credential.
 *
 * @param title one line
 * @param lines what follows, for people
 * @param json  all of it, for programs
 */
record Message(String title, List<String> lines, String json) {
    Message {
        lines = List.copyOf(lines);
    }

    /** The lines as one text. */
    String body() {
        return String.join("\n", lines);
    }
}
