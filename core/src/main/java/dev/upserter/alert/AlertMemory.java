package dev.upserter.alert;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.config.AlertChannel;
import dev.upserter.config.AlertCondition;
import dev.upserter.history.RunFolder;
import dev.upserter.plan.Sha256;
import dev.upserter.state.FileTurn;
import dev.upserter.state.FlatJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was reported, in the file {@code alerts.json} of the sync's folder. One run at a time has it. For one thread.
 *
 * <p>The file is replaced as a whole, after the alerts were sent: a process that is killed in between sends them once more.
 * A file that does not make sense counts as none, and so does one of a later version: what holds is reported again.
 */
final class AlertMemory implements AutoCloseable {
    private static final String FILE = "alerts.json";
    private static final String LOCK = "alerts.lock";
    private static final String VERSION = "1";
    private static final String SINCE = "since.";
    private static final String RUNS = "runs.";
    private static final String TOLD = "told.";
    private static final int KEY_BYTES = 8;
    private static final JsonFactory JSON = new JsonFactory();

    private final @Nullable Path file;
    private final @Nullable FileTurn turn;
    private final Map<String, Held> held;

    private AlertMemory(@Nullable Path file, @Nullable FileTurn turn, Map<String, Held> held) {
        this.file = file;
        this.turn = turn;
        this.held = held;
    }

    /** Remembers nothing beyond the run. */
    static AlertMemory none() {
        return new AlertMemory(null, null, Map.of());
    }

    /**
     * That of a sync, once no other run has it.
     *
     * @param folder of the sync; created if missing
     * @throws IOException if it cannot be read or locked
     */
    static AlertMemory open(Path folder) throws InterruptedException, IOException {
        FileTurn turn = FileTurn.take(folder.resolve(LOCK));
        AlertMemory opened = null;
        try {
            Path file = folder.resolve(FILE);
            opened = new AlertMemory(file, turn, read(file));
            return opened;
        } finally {
            if (opened == null) {
                turn.close();
            }
        }
    }

    private static Map<String, Held> read(Path file) throws IOException {
        byte[] text;
        try {
            text = Files.readAllBytes(file);
        } catch (NoSuchFileException none) {
            return Map.of();
        }
        try (JsonParser json = JSON.createParser(text)) {
            return held(FlatJson.read(json));
        } catch (IOException | NumberFormatException | DateTimeParseException unreadable) {
            return Map.of();
        }
    }

    private static Map<String, Held> held(Map<String, String> fields) {
        var held = new HashMap<String, Held>();
        if (VERSION.equals(fields.get("version"))) {
            Map<String, String> runs = FlatJson.under(RUNS, fields);
            Map<String, String> told = FlatJson.under(TOLD, fields);
            FlatJson.under(SINCE, fields)
                    .forEach((key, since) -> held.put(
                            key,
                            new Held(
                                    Instant.parse(since),
                                    Long.parseLong(runs.getOrDefault(key, "1")),
                                    told.containsKey(key) ? Instant.parse(told.get(key)) : null)));
        }
        return held;
    }

    /** A condition of an alert: another channel, or the same one with another target, is another alert. */
    static String key(AlertChannel channel, AlertCondition condition) {
        byte[] digest = Sha256.of(channel.key() + "\0" + channel.target());
        return HexFormat.of().formatHex(digest, 0, KEY_BYTES) + " " + condition.spelling();
    }

    /** Since when a condition holds; null if it does not. */
    @Nullable
    Held find(String key) {
        return held.get(key);
    }

    /**
     * Writes down what is known from now on, in place of what was: an alert that is gone is forgotten.
     *
     * @throws IOException if that fails: the file is as it was
     */
    void write(Map<String, Held> now) throws IOException {
        if (file == null || now.isEmpty() && !Files.exists(file)) {
            return;
        }
        var fields = new TreeMap<String, String>();
        fields.put("version", VERSION);
        now.forEach((key, one) -> {
            fields.put(SINCE + key, one.since().toString());
            fields.put(RUNS + key, Long.toString(one.runs()));
            if (one.told() != null) {
                fields.put(TOLD + key, one.told().toString());
            }
        });
        RunFolder.writeWhole(file, FlatJson.write(fields));
    }

    @Override
    public void close() {
        try {
            if (turn != null) {
                turn.close();
            }
        } catch (IOException released) {
            // the system has released it
        }
    }
}
