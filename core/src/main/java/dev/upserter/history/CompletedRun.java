package dev.upserter.history;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.mapping.FieldSummary;
import dev.upserter.problem.ProblemLog;
import dev.upserter.state.FlatJson;
import dev.upserter.state.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the last completed run of a sync saw in its source. The next run compares its own source with this: a share of
 * rejected rows or a missing field that was normal then is not a sign of a wrong file now. Kept in {@code completed.json}
 * in the folder of the sync, for this machine only; a file that is missing or cannot be read counts as no such run.
 *
 * @param run      the id of the run
 * @param digests  of its configuration, see {@link ConfigDigests}
 * @param read     rows that it read
 * @param filtered rows that the filter left out
 * @param rejected rows that it rejected
 * @param missing  by mapped field, in how many rows it was missing; fields that were in every row are absent
 * @param facts    further observations by name; a name consists of letters only
 */
public record CompletedRun(
        String run,
        Map<String, String> digests,
        long read,
        long filtered,
        long rejected,
        Map<String, Long> missing,
        Map<String, String> facts) {

    /** The fact for the highest share of rejected rows, measured at any row after the first ones. */
    public static final String HIGHEST_SHARE = "highestShare";
    /** The fact when it began, or was resumed; with {@link #ENDED} to the millisecond, as ISO 8601 writes it. */
    public static final String BEGAN = "began";
    /** The fact when it came to its end. */
    public static final String ENDED = "ended";
    /** The fact for how long the folders of the sync's runs are kept, as ISO 8601 writes it. */
    public static final String KEEP = "keep";
    /** Shares differ from day to day. */
    private static final double MARGIN = 1.1;

    private static final String FILE = "completed.json";
    private static final String VERSION = "1";
    private static final String DIGEST = "digest.";
    private static final String MISSING = "missing.";
    private static final String FACT = "fact.";
    private static final JsonFactory JSON = new JsonFactory();

    public CompletedRun {
        digests = Map.copyOf(digests);
        missing = Map.copyOf(missing);
        facts = Map.copyOf(facts);
    }

    /** What a run that has ended saw. */
    public static CompletedRun of(
            String run,
            Map<String, String> digests,
            long read,
            long filtered,
            long rejected,
            FieldSummary fields,
            Map<String, String> facts) {
        return new CompletedRun(run, digests, read, filtered, rejected, missing(fields), facts);
    }

    /** Fields that no row had are missing, too. */
    private static Map<String, Long> missing(FieldSummary fields) {
        var missing = new HashMap<>(fields.missing());
        fields.absent().forEach(absent -> missing.put(absent.field().path().text(), absent.asked()));
        return missing;
    }

    /** The last completed run; empty if there was none, or its record cannot be read. */
    public static Optional<CompletedRun> read(Path syncFolder) {
        try (JsonParser json = JSON.createParser(Files.readAllBytes(syncFolder.resolve(FILE)))) {
            return from(FlatJson.read(json));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<CompletedRun> from(Map<String, String> fields) {
        String run = fields.get("run");
        if (run == null || !VERSION.equals(fields.get("version"))) {
            return Optional.empty();
        }
        var missing = new HashMap<String, Long>();
        FlatJson.under(MISSING, fields).forEach((field, count) -> missing.put(field, Long.parseLong(count)));
        return Optional.of(new CompletedRun(
                run,
                FlatJson.under(DIGEST, fields),
                Long.parseLong(fields.getOrDefault("read", "0")),
                Long.parseLong(fields.getOrDefault("filtered", "0")),
                Long.parseLong(fields.getOrDefault("rejected", "0")),
                missing,
                FlatJson.under(FACT, fields)));
    }

    /** Replaces the record of an earlier run; a write error is reported, and changes nothing for this run. */
    public void note(Path syncFolder, ProblemLog log) {
        try {
            write(syncFolder);
        } catch (IOException e) {
            log.add(RunFolder.unnoted(
                    syncFolder.resolve(FILE), "the next run compares its source with that of an earlier one", e));
        }
    }

    /** When it began, or was resumed; the time in its id where an earlier build wrote the record. */
    public Instant began() {
        return time(BEGAN);
    }

    /** When it came to its end; the time in its id where an earlier build wrote the record. */
    public Instant ended() {
        return time(ENDED);
    }

    /** For how long the folders of the sync's runs are kept; empty where an earlier build wrote the record. */
    Optional<Duration> keep() {
        try {
            return Optional.ofNullable(facts.get(KEEP)).map(Duration::parse);
        } catch (DateTimeParseException unknown) {
            return Optional.empty();
        }
    }

    private Instant time(String fact) {
        try {
            return Instant.parse(facts.getOrDefault(fact, ""));
        } catch (DateTimeParseException unknown) {
            return RunId.isValid(run) ? RunId.start(run) : Instant.EPOCH;
        }
    }

    /** A copy that lacks a fact. */
    public CompletedRun without(String fact) {
        var others = new HashMap<>(facts);
        others.remove(fact);
        return new CompletedRun(run, digests, read, filtered, rejected, missing, others);
    }

    /** Replaces the record of an earlier run. */
    void write(Path syncFolder) throws IOException {
        PrivateFiles.makeFolders(syncFolder);
        RunFolder.writeWhole(syncFolder.resolve(FILE), toJson());
    }

    private String toJson() throws IOException {
        return FlatJson.write(fields());
    }

    private Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("run", run);
        fields.put("version", VERSION);
        fields.put("read", Long.toString(read));
        fields.put("filtered", Long.toString(filtered));
        fields.put("rejected", Long.toString(rejected));
        missing.forEach((field, count) -> fields.put(MISSING + field, count.toString()));
        facts.forEach((name, value) -> fields.put(FACT + name, value));
        digests.forEach((part, digest) -> fields.put(DIGEST + part, digest));
        return fields;
    }

    /** The rows to send: those that the filter did not leave out. */
    private long wanted() {
        return read - filtered;
    }

    /**
     * Whether it rejected about this share of the rows to send, or more: overall, or up to some row, since rejected rows
     * may all be at the beginning.
     *
     * @param share 0 to 1
     */
    public boolean rejectedAbout(double share) {
        double all = wanted() > 0 ? (double) rejected / wanted() : 0;
        return share <= Math.max(all, highestShare()) * MARGIN;
    }

    private double highestShare() {
        try {
            return Double.parseDouble(facts.getOrDefault(HIGHEST_SHARE, "0"));
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }

    /** Whether most of the rows to send had a mapped field. */
    public boolean hadInMostRows(String field) {
        return wanted() > 0 && missing.getOrDefault(field, 0L) * 2 < wanted();
    }
}
