package dev.upserter.source.feed;

/**
 * Reads an array in PostgreSQL's text form: <code>{1,NULL,"a \" b"}</code>, and arrays within it. See "Array Input and Output Syntax" in
 * PostgreSQL's documentation, chapter 8.15. For one thread.
 */
final class PostgresArray {
    private final String type;
    private final String text;
    private int at;

    /**
     * An array.
     *
     * @param type of its elements
     */
    PostgresArray(String type, String text) {
        this.type = type;
        this.text = text;
    }

    /** The same as JSON. */
    String json() {
        at = text.indexOf('=') + 1; // after the bounds, where they do not start at 1: [0:1]={a,b}
        if (text.charAt(0) == '{') {
            at = 0;
        }
        var json = new StringBuilder();
        list(json);
        return json.toString();
    }

    private void list(StringBuilder json) {
        at++;
        json.append('[');
        for (boolean isFirst = true; text.charAt(at) != '}'; isFirst = false) {
            if (!isFirst) {
                at++;
                json.append(',');
            }
            if (text.charAt(at) == '{') {
                list(json);
            } else {
                element(json);
            }
        }
        at++;
        json.append(']');
    }

    private void element(StringBuilder json) {
        if (text.charAt(at) == '"') {
            json.append(PostgresValue.json(type, quoted()));
            return;
        }
        int start = at;
        while (text.charAt(at) != delimiter() && text.charAt(at) != '}') {
            at++;
        }
        String word = text.substring(start, at);
        json.append(word.equalsIgnoreCase("NULL") ? "null" : PostgresValue.json(type, word));
    }

    private char delimiter() {
        return type.equals("box") ? ';' : ',';
    }

    private String quoted() {
        var word = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            word.append(text.charAt(at));
        }
        at++;
        return word.toString();
    }
}
