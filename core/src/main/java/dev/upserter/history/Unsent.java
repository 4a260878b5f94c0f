package dev.upserter.history;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.problem.Quantities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How many rows of a run that did not end were never sent, as far as its files show.
 *
 * @param rows    the least number of such rows
 * @param isExact whether there are no more: the run had read its whole source
 */
public record Unsent(long rows, boolean isExact) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String UNKNOWN = "+";

    /** The number for the run in a folder. */
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

    /** The number in the report, if there is one: earlier versions recorded nothing in the journal. */
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

    /** Whether every row is finished. */
    public boolean isNone() {
        return isExact && rows == 0;
    }

    /** As the subject of a sentence. */
    String words() {
        if (isExact) {
            return Quantities.rows(rows);
        }
        return rows == 0
                ? "the rows that it had not read (how many is not known)"
                : "at least " + Quantities.say(rows) + " rows";
    }

    /** Its spelling in a run's header. */
    String spelling() {
        return rows + (isExact ? "" : UNKNOWN);
    }

    /** Parses a {@link #spelling}. */
    static Unsent parse(String spelling) {
        boolean isExact = !spelling.endsWith(UNKNOWN);
        return new Unsent(Long.parseLong(isExact ? spelling : spelling.substring(0, spelling.length() - 1)), isExact);
    }
}
