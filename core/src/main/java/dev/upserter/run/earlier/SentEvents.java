package dev.upserter.run.earlier;

import dev.upserter.history.RunFolder;
import dev.upserter.pipeline.EventData;
import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * That a run of a sync has sent events, or taken them as sent, recorded in the folder of the sync before its first request: how it made their ids,
 * and whether it left out those that may start campaigns, which whoever goes on with it must do, too. Immutable.
 *
 * @param ids   the digest of what enters the ids of events
 * @param run   the run's id
 * @param holds whether events that may start campaigns were left out
 * @param held  how many
 * @param isBaseline whether no run has sent any: they were taken as sent
 * @param isOfEarlierBuild whether a build recorded it that knew nothing of baselines, nor of repairs
 * @param data  which names the data of the sync's events have held; empty where that is not known, as from earlier builds
 */
record SentEvents(
        String ids,
        String run,
        boolean holds,
        long held,
        boolean isBaseline,
        boolean isOfEarlierBuild,
        Optional<EventData> data) {
    private static final String FILE = "events";
    private static final String VERSION = "1";

    /**
     * The record of the last run that sent; empty if there was none.
     *
     * @throws dev.upserter.problem.ProblemException if it cannot be read
     */
    static Optional<SentEvents> read(Path syncFolder) {
        Path file = syncFolder.resolve(FILE);
        try {
            var fields = new Properties();
            fields.load(new StringReader(Files.readString(file)));
            String ids = fields.getProperty("ids");
            if (!VERSION.equals(fields.getProperty("version")) || ids == null) {
                throw new IOException("it is of another version");
            }
            return Optional.of(new SentEvents(
                    ids,
                    fields.getProperty("run", ""),
                    Boolean.parseBoolean(fields.getProperty("holds", "false")),
                    Long.parseLong(fields.getProperty("held", "0")),
                    Boolean.parseBoolean(fields.getProperty("baseline", "false")),
                    fields.getProperty("baseline") == null,
                    data(fields)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw RunFolder.unwritable(file, e instanceof IOException io ? io : new IOException(e));
        }
    }

    private static Optional<EventData> data(Properties fields) {
        String until = fields.getProperty("until");
        if (until == null) {
            return Optional.empty();
        }
        var names = new HashMap<String, EventData.Share>();
        for (EventData.Share share : EventData.Share.values()) {
            String prefix = share.name() + ".";
            fields.stringPropertyNames().stream()
                    .filter(key -> key.startsWith(prefix))
                    .forEach(key -> names.put(fields.getProperty(key).substring(1), share));
        }
        return Optional.of(new EventData(names, Long.parseLong(until)));
    }

    /** A quote keeps blanks at the start of a name. */
    private static String text(EventData data) {
        var text = new StringBuilder("until=").append(data.until()).append('\n');
        int number = 0;
        for (Map.Entry<String, EventData.Share> name : new TreeMap<>(data.names()).entrySet()) {
            text.append(name.getValue()).append('.').append(number++).append("='");
            text.append(name.getKey().replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
            text.append('\n');
        }
        return text.toString();
    }

    /** Records this. */
    void note(Path syncFolder) {
        Path file = syncFolder.resolve(FILE);
        try {
            PrivateFiles.makeFolders(syncFolder);
            RunFolder.writeWhole(
                    file,
                    "version=" + VERSION + "\nids=" + ids + "\nrun=" + run + "\nholds=" + holds + "\nheld=" + held
                            + (isOfEarlierBuild ? "\n" : "\nbaseline=" + isBaseline + "\n")
                            + data.map(SentEvents::text).orElse(""));
        } catch (IOException e) {
            throw RunFolder.unwritable(file, e);
        }
    }

    /** Records what was recorded before a run that delivered nothing. */
    static void restore(Optional<SentEvents> before, Path syncFolder) {
        if (before.isPresent()) {
            before.get().note(syncFolder);
            return;
        }
        try {
            Files.deleteIfExists(syncFolder.resolve(FILE));
        } catch (IOException e) {
            throw RunFolder.unwritable(syncFolder.resolve(FILE), e);
        }
    }
}
