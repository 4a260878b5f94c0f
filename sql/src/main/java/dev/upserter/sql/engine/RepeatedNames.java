package dev.upserter.sql.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Recognizes rows of a result that hold the names of columns: the header of a CSV file that was joined from several is a row for
 * the engine. For one thread.
 */
final class RepeatedNames {
    /** Blanks, dashes and byte-order marks, which files that belong together may have in other places. */
    private static final Pattern LOOSE = Pattern.compile("[\\s_\\-\\uFEFF]+");

    /** How many bytes of those a name may have more. */
    private static final int SLACK = 8;

    private final Set<String> names;
    private final Set<String> columns;
    private final int longest;

    /**
     * @param names   of the columns of the files
     * @param columns of the result
     */
    RepeatedNames(Set<String> names, List<String> columns) {
        this.names = names.stream().map(RepeatedNames::key).collect(Collectors.toSet());
        this.columns = columns.stream().map(RepeatedNames::key).collect(Collectors.toSet());
        this.longest = names.stream()
                .mapToInt(name -> name.getBytes(StandardCharsets.UTF_8).length + SLACK)
                .max()
                .orElse(0);
    }

    private static String key(String name) {
        return LOOSE.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a row does: all of its texts are names, one of them of a column of the result, or more of them than are not.
     *
     * @param row the text of a JSON object
     */
    boolean isIn(byte[] row) {
        int named = 0;
        int others = 0;
        boolean isOwn = false;
        for (int at = text(row, 0); at > 0 && (others < 2 || named > 0); at = text(row, at)) {
            int end = end(row, at);
            String text = end - at > longest ? "" : key(new String(row, at, end - at, StandardCharsets.UTF_8));
            boolean isName = !text.isEmpty() && names.contains(text);
            named += isName ? 1 : 0;
            others += isName ? 0 : 1;
            isOwn |= isName && columns.contains(text);
        }
        return named > others && (isOwn && (named > 1 || others == 0) || named > 1 && named == columns.size());
    }

    /** The start of the next value that is a text: within a text, such a quotation mark has a backslash before it. */
    private static int text(byte[] row, int from) {
        for (int i = from; i + 2 < row.length; i++) {
            if (row[i] == '"' && row[i + 1] == ':' && row[i + 2] == '"') {
                return i + 3;
            }
        }
        return -1;
    }

    private static int end(byte[] row, int from) {
        int end = from;
        while (row[end] != '"') {
            end += row[end] == '\\' ? 2 : 1;
        }
        return end;
    }
}
