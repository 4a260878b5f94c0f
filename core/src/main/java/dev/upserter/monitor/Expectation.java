package dev.upserter.monitor;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.history.RunFolder;
import dev.upserter.schedule.Schedule;
import dev.upserter.state.FlatJson;
import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Since when runs of a sync are expected at the times of a schedule, in the file {@code expected.json} of the sync's folder. Times
 * before a schedule was seen for the first time are nobody's fault; of a damaged file, no time is left out. Stateless.
 */
final class Expectation {
    private static final String FILE = "expected.json";
    private static final String VERSION = "1";
    private static final JsonFactory JSON = new JsonFactory();

    private Expectation() {}

    /**
     * Since when.
     *
     * @param folder of the sync
     * @param notes  whether a schedule that is new is written down
     * @throws IOException if it cannot be written
     */
    static Instant since(Path folder, Schedule schedule, Instant now, boolean notes) throws IOException {
        Path file = folder.resolve(FILE);
        Map<String, String> known = read(file);
        if (known.isEmpty() && Files.exists(file)) {
            note(folder, schedule, Instant.EPOCH, notes);
            return Instant.EPOCH;
        }
        if (spelling(schedule).equals(known.get("schedule"))) {
            return time(known.getOrDefault("since", ""));
        }
        note(folder, schedule, now, notes);
        return now;
    }

    private static String spelling(Schedule schedule) {
        return schedule.expression().fields() + " " + schedule.zone();
    }

    private static void note(Path folder, Schedule schedule, Instant since, boolean notes) throws IOException {
        if (notes) {
            PrivateFiles.makeFolders(folder);
            var fields = new TreeMap<>(
                    Map.of("version", VERSION, "schedule", spelling(schedule), "since", since.toString()));
            RunFolder.writeWhole(folder.resolve(FILE), FlatJson.write(fields));
        }
    }

    /** Empty where there is no file, or one that does not make sense. */
    private static Map<String, String> read(Path file) {
        try (JsonParser json = JSON.createParser(Files.readAllBytes(file))) {
            Map<String, String> fields = FlatJson.read(json);
            return VERSION.equals(fields.get("version")) ? fields : Map.of();
        } catch (IOException none) {
            return Map.of();
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException damaged) {
            return Instant.EPOCH;
        }
    }
}
