package dev.upserter.server.schedule;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.history.RunFolder;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.state.FlatJson;
import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of all turns, in the file {@code schedules.json} of the state folder. It is replaced as a whole: a kill leaves what
 * was known before a change, or after it. For one thread.
 */
final class ScheduleMemory {
    private static final String FILE = "schedules.json";
    private static final String VERSION = "1";
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final Map<String, Kept> turns = new TreeMap<>();

    private ScheduleMemory(Path file) {
        this.file = file;
    }

    /**
     * That of a state folder.
     *
     * @throws ProblemException if it cannot be read, or is of another version
     */
    static ScheduleMemory in(Path stateFolder) {
        var memory = new ScheduleMemory(stateFolder.resolve(FILE));
        try (JsonParser json = JSON.createParser(Files.readAllBytes(memory.file))) {
            memory.read(FlatJson.read(json));
        } catch (NoSuchFileException none) {
            // the first start
        } catch (IOException | DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
            throw memory.unreadable("it is damaged", e);
        }
        return memory;
    }

    private ProblemException unreadable(String why, @Nullable Exception cause) {
        Problem problem = Problem.of(
                Code.STATE_UNUSABLE,
                new Location.InFile(file.toString()),
                "what the schedules have run cannot be read: " + why,
                "delete the file. Times that passed before the next start are left out then, and files that lie in watched"
                        + " folders are taken again");
        return cause == null ? new ProblemException(problem) : new ProblemException(problem, cause);
    }

    @Nullable
    Kept find(String turn) {
        return turns.get(turn);
    }

    /** Remembers this, and writes it with the next that is written. */
    void put(String turn, Kept kept) {
        turns.put(turn, kept);
    }

    /**
     * Remembers this once it is written.
     *
     * @throws ProblemException if it cannot be: what was known before still is
     */
    void write(String turn, Kept kept) {
        Kept before = turns.put(turn, kept);
        boolean isWritten = false;
        try {
            write();
            isWritten = true;
        } finally {
            if (!isWritten && before == null) {
                turns.remove(turn);
            } else if (!isWritten) {
                turns.put(turn, before);
            }
        }
    }

    /**
     * Writes all down.
     *
     * @throws ProblemException if that fails: the file is as it was
     */
    void write() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("version", VERSION);
        turns.forEach((turn, kept) -> write(turn + "\n", kept, fields));
        try {
            PrivateFiles.makeFolders(file.resolveSibling(""));
            RunFolder.writeWhole(file, FlatJson.write(fields));
        } catch (IOException e) {
            throw RunFolder.unwritable(file, e);
        }
    }

    private static void write(String turn, Kept kept, Map<String, String> fields) {
        fields.put(turn + "times", kept.times());
        fields.put(turn + "due", kept.due().toString());
        fields.put(turn + "waiting", Integer.toString(kept.waiting()));
        fields.put(turn + "paused", Boolean.toString(kept.isPaused()));
        fields.put(turn + "status", kept.status());
        if (kept.last() != null) {
            fields.put(turn + "last", kept.last().toString());
        }
        kept.taken().values().forEach(one -> fields.put(turn + "taken\n" + one.path(), print(one)));
        if (kept.begun() != null) {
            fields.put(turn + "reads", kept.begun().isAll() ? "all" : "files");
            kept.begun().before().forEach((sync, run) -> fields.put(turn + "begun\n" + sync, run));
            kept.begun().files().forEach(one -> fields.put(turn + "takes\n" + one.path(), print(one)));
        }
    }

    private static String print(FilePrint one) {
        return one.bytes() + " " + one.modified() + " " + one.digest();
    }

    private void read(Map<String, String> fields) {
        if (!VERSION.equals(fields.get("version"))) {
            throw unreadable("it is of another version", null);
        }
        for (String name : fields.keySet()) {
            if (name.endsWith("\ndue") && name.indexOf('\n') == name.lastIndexOf('\n')) { // no sync with this name
                String turn = name.substring(0, name.length() - "\ndue".length());
                turns.put(turn, kept(FlatJson.under(turn + "\n", fields)));
            }
        }
    }

    private static Kept kept(Map<String, String> fields) {
        Map<String, String> before = FlatJson.under("begun\n", fields);
        List<FilePrint> files = new ArrayList<>();
        FlatJson.under("takes\n", fields).forEach((path, print) -> files.add(print(path, print)));
        var taken = new HashMap<String, FilePrint>();
        FlatJson.under("taken\n", fields).forEach((path, print) -> taken.put(path, print(path, print)));
        String last = fields.get("last");
        return new Kept(
                fields.getOrDefault("times", ""),
                Instant.parse(fields.get("due")),
                Integer.parseInt(fields.getOrDefault("waiting", "0")),
                Boolean.parseBoolean(fields.get("paused")),
                before.isEmpty() ? null : new Begun(before, files, !"files".equals(fields.get("reads"))),
                taken,
                last == null ? null : Instant.parse(last),
                fields.getOrDefault("status", ""));
    }

    private static FilePrint print(String path, String text) {
        int first = text.indexOf(' ');
        int second = text.indexOf(' ', first + 1);
        return new FilePrint(
                path,
                Long.parseLong(text.substring(0, first)),
                text.substring(first + 1, second),
                text.substring(second + 1));
    }
}
