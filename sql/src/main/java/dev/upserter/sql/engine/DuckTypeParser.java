package dev.upserter.sql.engine;

import java.util.ArrayList;
import java.util.Locale;

/** Parses types as DuckDB spells them, such as {@code STRUCT(a INTEGER, "b c" DATE[])[3]}. For one thread. */
final class DuckTypeParser {
    private final String text;
    private int at;

    DuckTypeParser(String text) {
        this.text = text;
    }

    DuckType type() {
        int start = at;
        DuckType type = base();
        while (at < text.length() && text.charAt(at) == '[') {
            at = text.indexOf(']', at) + 1;
            type = new DuckType.Items(type, text.substring(start, at));
        }
        return type;
    }

    private DuckType base() {
        int start = at;
        while (at < text.length() && "(),[".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at).strip().toUpperCase(Locale.ROOT);
        if (at == text.length() || text.charAt(at) != '(') {
            return new DuckType.Plain(word);
        }
        at++;
        return switch (word) {
            case "STRUCT" -> struct();
            case "MAP" -> entries();
            default -> {
                skipToEnd();
                yield new DuckType.Plain(word);
            }
        };
    }

    private DuckType struct() {
        var fields = new ArrayList<DuckType.Field>();
        while (text.charAt(at) != ')') {
            skip(", ");
            String name = name();
            skip(" ");
            fields.add(new DuckType.Field(name, type()));
        }
        at++;
        return new DuckType.Struct(fields);
    }

    private DuckType entries() {
        type();
        skip(", ");
        DuckType value = type();
        at++;
        return new DuckType.Entries(value);
    }

    private void skip(String characters) {
        while (characters.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private String name() {
        if (text.charAt(at) != '"') {
            int end = text.indexOf(' ', at);
            String name = text.substring(at, end);
            at = end;
            return name;
        }
        int end = endOfQuoted('"');
        String name = text.substring(at + 1, end).replace("\"\"", "\"");
        at = end + 1;
        return name;
    }

    private int endOfQuoted(char quote) {
        int end = text.indexOf(quote, at + 1);
        while (end + 1 < text.length() && text.charAt(end + 1) == quote) {
            end = text.indexOf(quote, end + 2);
        }
        return end;
    }

    /** Skips to the end of the current brackets. */
    private void skipToEnd() {
        int depth = 1;
        while (depth > 0) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                at = endOfQuoted(c);
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
            at++;
        }
    }
}
