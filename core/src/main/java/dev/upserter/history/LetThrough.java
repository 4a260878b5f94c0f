package dev.upserter.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.upserter.state.FlatJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was decided of the removals of a run before its first request: {@code removals.json} in its folder. A run that goes on
 * is not asked again for what it was allowed, and removes nobody whom it held. Where the file is missing or cannot be read,
 * the run is checked as a new one is.
 *
 * @param rules   what decides who is removed, see {@link ConfigDigests#removals}
 * @param removed how many people it may remove
 * @param hold    why it removes nobody; empty if it holds nobody
 */
public record LetThrough(String rules, long removed, Optional<Hold> hold) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Whether a run has noted it in its folder, so that it has begun to send. */
    public static boolean isIn(Path runFolder) {
        return Files.exists(runFolder.resolve(RunFolder.REMOVALS));
    }

    /** Reads what a run with these rules noted in its folder. */
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

    /** Takes the place of what an earlier execution of the run noted. */
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
