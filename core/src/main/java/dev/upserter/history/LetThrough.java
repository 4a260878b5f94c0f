package dev.upserter.history;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.state.FlatJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was decided about the removals of a run before its first request: {@code removals.json} in its folder. A resumed run
 * does not ask again for what it was allowed, and removes no person whom it held. If the file is missing or cannot be read,
 * the run is checked like a new one.
 *
 * @param rules   decide who is removed, see {@link ConfigDigests#removals}
 * @param removed how many people it may remove
 * @param hold    why it removes no person; empty if it removes them
 */
public record LetThrough(String rules, long removed, Optional<Hold> hold) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Whether a run has recorded it in its folder, so that it has begun to send. */
    public static boolean isIn(Path runFolder) {
        return Files.exists(runFolder.resolve(RunFolder.REMOVALS));
    }

    /** Reads what a run with these rules recorded in its folder. */
    public static Optional<LetThrough> read(Path runFolder, String rules) {
        try (JsonParser json = JSON.createParser(Files.readAllBytes(runFolder.resolve(RunFolder.REMOVALS)))) {
            return from(FlatJson.read(json)).filter(noted -> noted.rules.equals(rules));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<LetThrough> from(Map<String, String> fields) {
        String rules = fields.get("rules");
        String removed = fields.get("removed");
        String why = fields.get("held");
        if (rules == null || removed == null) {
            return Optional.empty();
        }
        Optional<Hold> hold = why == null
                ? Optional.empty()
                : Optional.of(new Hold(
                        why, fields.getOrDefault("hint", ""), Boolean.parseBoolean(fields.get("countsAsCompleted"))));
        return Optional.of(new LetThrough(rules, Long.parseLong(removed), hold));
    }

    /** Replaces the record of an earlier execution of the run. */
    public void write(Path runFolder) throws IOException {
        RunFolder.writeWhole(runFolder.resolve(RunFolder.REMOVALS), toJson());
    }

    private String toJson() throws IOException {
        var fields = new LinkedHashMap<String, String>();
        fields.put("rules", rules);
        fields.put("removed", Long.toString(removed));
        if (hold.isPresent()) {
            fields.put("held", hold.get().why());
            fields.put("hint", hold.get().hint());
            fields.put("countsAsCompleted", Boolean.toString(hold.get().countsAsCompleted()));
        }
        return FlatJson.write(fields);
    }
}
