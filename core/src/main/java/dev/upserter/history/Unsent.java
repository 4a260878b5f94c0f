package dev.upserter.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How many rows of a run that did not come to its end were never sent, as far as its files tell.
 *
 * @param rows    so many at least
 * @param isExact whether there are no others: the run had read its whole source
 */
public record Unsent(long rows, boolean isExact) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String UNKNOWN = "+";

    /** Of the run in a folder. */
    public static Unsent of(Path folder) {
        try {
            Journal.Contents journal = Journal.read(folder);
            if (!journal.knowsProgress()) {
                return new Unsent(pending(folder).orElse(0), false);
            }
            var given = new RowSet();
            DeadLetterFile.read(folder, line -> given.add(line.row(), line.row()));
            long settled = journal.delivered().size() + given.size();
            return new Unsent(Math.max(0, journal.due() - settled), journal.isWhole());
        } catch (IOException unreadable) {
            return new Unsent(0, false);
        }
    }

    /** What the report says, where there is one: earlier builds noted nothing in the journal. */
    private static OptionalLong pending(Path folder) {
        try (JsonParser json = JSON.createParser(Files.readAllBytes(folder.resolve(RunFolder.REPORT)))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME && json.currentName().equals("pending")) {
                    json.nextToken();
                    return OptionalLong.of(json.getLongValue());
                }
            }
        } catch (IOException none) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }

    /** Whether every row has its end. */
    public boolean isNone() {
        return isExact && rows == 0;
    }

    /** As a subject of a sentence. */
    String words() {
        if (isExact) {
            return rows == 1 ? "1 row" : rows + " rows";
        }
        return rows == 0 ? "the rows that it had not read (how many is not known)" : "at least " + rows + " rows";
    }

    /** As a run's header spells it. */
    String spelling() {
        return rows + (isExact ? "" : UNKNOWN);
    }

    /** What {@link #spelling} made. */
    static Unsent parse(String spelling) {
        boolean isExact = !spelling.endsWith(UNKNOWN);
        return new Unsent(Long.parseLong(isExact ? spelling : spelling.substring(0, spelling.length() - 1)), isExact);
    }
}
