package dev.upserter.source;

import dev.upserter.source.Dialect.Escape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes the cells of CSV in a dialect, quoted or not at random where both are possible. For one thread. */
final class CellWriter {
    private final Random random;
    private final char delimiter;
    private final Dialect dialect;
    private final boolean escapes;
    private final List<Boolean> quoted = new ArrayList<>();

    CellWriter(Random random, char delimiter, Dialect dialect) {
        this.random = random;
        this.delimiter = delimiter;
        this.dialect = dialect;
        this.escapes = dialect.escape() == Escape.BACKSLASH;
    }

    /** The text, without what a cell of this dialect cannot contain. */
    String possible(String text) {
        boolean all = dialect.quote() != null || escapes;
        return all
                ? text
                : text.replaceAll("[\r\n]", "x").replace(delimiter, 'x').replaceFirst("^(#|//|Total|sep=)", "x");
    }

    /** Whether the i-th cell of the line written last was quoted. */
    boolean wasQuoted(int i) {
        return quoted.get(i);
    }

    String line(List<String> row) {
        quoted.clear();
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(i == 0 ? "" : String.valueOf(delimiter));
            line.append(cell(row.get(i), i == 0, row.size() == 1));
        }
        return line.toString();
    }

    private String cell(String text, boolean first, boolean alone) {
        Character quote = dialect.quote();
        boolean must = alone && text.isEmpty()
                || !escapes && text.matches("(?s).*[\r\n].*")
                || !escapes && text.indexOf(delimiter) >= 0
                || first && isOther(text);
        if (quote != null && (must || !escapes && startsQuoted(text) || random.nextInt(3) == 0)) {
            quoted.add(true);
            return quote + inner(text, quote) + quote;
        }
        quoted.add(false);
        return escapes ? escaped(text, first) : text;
    }

    /** Whether a line with this start is not a row. */
    private boolean isOther(String text) {
        return text.matches("(?s)(#|//|Total|sep=).*");
    }

    private boolean startsQuoted(String text) {
        return dialect.quote() != null && text.indexOf(dialect.quote()) == 0;
    }

    private String inner(String text, char quote) {
        var inner = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                inner.append(escapes && random.nextBoolean() ? '\\' : quote);
                inner.append(c);
            } else {
                inner.append(escapes && (c == '\\' || random.nextInt(4) == 0) ? escape(c) : String.valueOf(c));
            }
        }
        return inner.toString();
    }

    private String escaped(String text, boolean first) {
        var escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean start = i == 0 && (startsQuoted(text) || first && isOther(text));
            boolean must = c == '\\' || c == delimiter || c == '\n' || c == '\r' || start;
            escaped.append(must || random.nextInt(8) == 0 ? escape(c) : String.valueOf(c));
        }
        return escaped.toString();
    }

    /** A backslash before a letter or a digit may mean something else; one before a surrogate means nothing. */
    private String escape(char c) {
        int control = "\b\f\n\r\t\u000b\0\u001a".indexOf(c);
        if (control >= 0 && (c != '\n' || random.nextBoolean())) {
            return "\\" + "bfnrtv0Z".charAt(control);
        }
        boolean plain = c == '\n' || c > ' ' && c < 0x7F && !"bfnrtv0ZN".contains(String.valueOf(c));
        return plain ? "\\" + c : String.valueOf(c);
    }
}
