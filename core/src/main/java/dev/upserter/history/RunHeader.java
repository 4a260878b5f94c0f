package dev.upserter.history;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.config.SyncConfig;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.Product;
import dev.upserter.problem.Quantities;
import dev.upserter.state.FlatJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a run: written when it starts, so that another process can resume it.
 *
 * @param run           its id
 * @param sync          the name of the sync
 * @param configuration the configuration file, absolute; null if there is none
 * @param source        the data as they were; null if they cannot be read again, like a stream
 * @param endpoint      where it sends, if not to Customer.io
 * @param digests       of the parts of the configuration that decide what is sent, and where, by name
 * @param scope         which people the run sends: see {@link Scope}
 * @param kind          whether it sends all rows or changes; empty if an earlier version did not record it
 * @param waitsFor      the run that must be finished before this one begins
 * @param left          earlier runs whose remaining rows are never sent
 */
public record RunHeader(
        String run,
        String sync,
        @Nullable String configuration,
        @Nullable SourcePrint source,
        Optional<String> endpoint,
        Map<String, String> digests,
        String scope,
        String kind,
        Optional<String> waitsFor,
        List<Left> left) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String DIGEST = "digest.";
    private static final String LEFT = "left.";
    private static final String PLAIN = "all";
    private static final String INCREMENTAL = "changes";

    public RunHeader {
        digests = Map.copyOf(digests);
        left = List.copyOf(left);
    }

    /**
     * The header of a run that follows no other.
     *
     * @param configuration the configuration file; null if there is none
     * @param print         the data as they are; null if they cannot be read again
     * @param sendsChanges  whether it sends only changes, not all rows
     */
    public static RunHeader of(
            String run,
            SyncConfig config,
            @Nullable Path configuration,
            @Nullable SourcePrint print,
            Scope scope,
            boolean sendsChanges) {
        return new RunHeader(
                run,
                config.sync(),
                configuration == null
                        ? null
                        : configuration.toAbsolutePath().normalize().toString(),
                print,
                Optional.ofNullable(config.destination().endpoint()).map(URI::toString),
                ConfigDigests.of(config),
                scope.spelling(),
                sendsChanges ? INCREMENTAL : PLAIN,
                Optional.empty(),
                List.of());
    }

    /** The same for a run that follows others. */
    public RunHeader with(Optional<String> before, List<Left> abandoned) {
        return new RunHeader(run, sync, configuration, source, endpoint, digests, scope, kind, before, abandoned);
    }

    /**
     * Whether it sends all rows; for an earlier version's run, which did not record it, whether mode and scope are those of
     * now.
     */
    public boolean wasPlain(RunHeader now) {
        return kind.isEmpty() ? hasSame("mode", now) && scope.equals(now.scope) : kind.equals(PLAIN);
    }

    /** Whether it sends all rows, not only changes. */
    boolean sendsAllRows() {
        return kind.equals(PLAIN);
    }

    /** Whether it is known to send only changes. */
    public boolean sendsChanges() {
        return kind.equals(INCREMENTAL);
    }

    /** The run whose undelivered rows this one sends again; otherwise empty. */
    Optional<String> retries() {
        return Optional.ofNullable(source)
                .map(data -> Path.of(data.path()))
                .filter(data -> data.endsWith(RunFolder.RETRY))
                .map(Path::getParent)
                .map(Path::getFileName)
                .map(Path::toString);
    }

    public boolean hasSame(String part, RunHeader now) {
        return digests.containsKey(part) && digests.get(part).equals(now.digests.get(part));
    }

    /** Whether its rows became the same kind of things: rows of one kind never become another. */
    public boolean hasSameType(RunHeader now) {
        return hasSameType(now.digests);
    }

    /** The same for the digests of a configuration. */
    public boolean hasSameType(Map<String, String> now) {
        return Objects.equals(digests.get(ConfigDigests.TYPE), now.get(ConfigDigests.TYPE));
    }

    /** The parts of the configuration that differ; how rows are packed into requests does not matter. */
    public List<String> changedParts(RunHeader now) {
        var parts = new TreeSet<>(digests.keySet());
        parts.addAll(now.digests.keySet());
        return parts.stream()
                .filter(part -> !part.equals(ConfigDigests.API) && !hasSame(part, now))
                .toList();
    }

    /**
     * Why the requested run cannot continue this one, for people to read; empty if it can.
     *
     * @param asked which people it would send
     */
    public List<String> hindrances(RunHeader now, Scope asked) {
        List<String> all = new ArrayList<>(differences(now));
        if (!Scope.allows(asked, scope)) {
            all.add("it was another kind of run");
        }
        return all;
    }

    private List<String> differences(RunHeader now) {
        if (source == null) {
            return List.of(
                    "standard input cannot be read again from the start as it was, nor can a query whose answer was"
                            + " not kept");
        }
        if (now.source == null) {
            return List.of(
                    source.isAnswer()
                            ? "its answer is no longer there"
                            : "its data were those of " + source.path()
                                    + ", which is no longer there, or other data are given, which cannot be read"
                                    + " twice");
        }
        var changed = new ArrayList<String>();
        if (!sync.equals(now.sync)) {
            changed.add("the sync is another one");
        }
        if (!source.same(now.source)) {
            changed.add(changedData(source, now.source));
        }
        changedParts(now).forEach(part -> changed.add("the configuration has changed (" + part + ")"));
        return changed;
    }

    private static String changedData(SourcePrint then, SourcePrint now) {
        if (now.isPending() || then.isPending()) {
            return "the query is asked once more";
        }
        if (!then.path().equals(now.path())) {
            return "the data have changed (another file, " + then.path() + ", then)";
        }
        return "the data have changed ("
                + (then.size() == now.size()
                        ? "written to since"
                        : Quantities.say(then.size()) + " bytes then, " + Quantities.say(now.size()) + " now")
                + ")";
    }

    String toJson() throws IOException {
        return FlatJson.write(fields());
    }

    private Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("run", run);
        fields.put("sync", sync);
        fields.put("version", Product.version());
        fields.put("scope", scope);
        if (!kind.isEmpty()) {
            fields.put("kind", kind);
        }
        waitsFor.ifPresent(other -> fields.put("waitsFor", other));
        left.forEach(other -> fields.put(LEFT + other.run(), other.unsent().spelling()));
        if (configuration != null) {
            fields.put("configuration", configuration);
        }
        if (source != null) {
            fields.put("data", source.path());
            fields.put("size", Long.toString(source.size()));
            fields.put("modified", Long.toString(source.modified()));
            fields.put("content", source.digest());
        }
        endpoint.ifPresent(url -> fields.put("endpoint", url));
        digests.forEach((part, digest) -> fields.put(DIGEST + part, digest));
        return fields;
    }

    /** Reads the header of a run; empty if there is none, or it cannot be read. */
    public static Optional<RunHeader> read(Path folder) {
        Path file = folder.resolve(RunFolder.HEADER);
        try (JsonParser json = JSON.createParser(Files.readAllBytes(file))) {
            return from(FlatJson.read(json));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<RunHeader> from(Map<String, String> fields) {
        String run = fields.get("run");
        String sync = fields.get("sync");
        if (run == null || sync == null) {
            return Optional.empty();
        }
        String data = fields.get("data");
        SourcePrint source = data == null
                ? null
                : new SourcePrint(
                        data,
                        Long.parseLong(fields.getOrDefault("size", "0")),
                        Long.parseLong(fields.getOrDefault("modified", "0")),
                        fields.getOrDefault("content", ""));
        var left = new ArrayList<Left>();
        FlatJson.under(LEFT, fields)
                .forEach((other, unsent) ->
                        left.add(new Left(other, Unsent.parse(unsent), "later runs took its place", false)));
        return Optional.of(new RunHeader(
                run,
                sync,
                fields.get("configuration"),
                source,
                Optional.ofNullable(fields.get("endpoint")),
                FlatJson.under(DIGEST, fields),
                fields.getOrDefault("scope", "configured"),
                fields.getOrDefault("kind", ""),
                Optional.ofNullable(fields.get("waitsFor")),
                left));
    }

    /**
     * A run that did not end and whose remaining rows will never be sent.
     *
     * @param run         its id
     * @param unsent      how many rows these are
     * @param why         why it cannot be finished
     * @param helpsResume whether the current run would have finished it with --resume
     */
    public record Left(String run, Unsent unsent, String why, boolean helpsResume) {

        public Problem problem() {
            return Problem.of(
                    Code.ROWS_ABANDONED,
                    null,
                    unsent.words() + " of the run " + run + " before this one "
                            + (unsent.isExact() && unsent.rows() == 1 ? "was" : "were") + " never sent: " + why,
                    helpsResume
                            ? Code.ROWS_ABANDONED.help()
                                    + ". --resume first finishes a run whose data are where they were"
                            : Code.ROWS_ABANDONED.help());
        }
    }
}
