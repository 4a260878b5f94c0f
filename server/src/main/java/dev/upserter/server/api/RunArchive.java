package dev.upserter.server.api;

import dev.upserter.history.PastRuns;
import dev.upserter.history.RunFolder;
import dev.upserter.history.StateFolder;
import dev.upserter.http.Streamed;
import dev.upserter.redaction.Redaction;
import dev.upserter.server.answer.Json;
import dev.upserter.server.answer.JsonObject;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The results of earlier runs in the state folder, from any process. Read-only. Thread-safe. */
public final class RunArchive {
    private static final Pattern RUN = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9a-f]{4}");
    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final long MAX_SCANNED_CHARS = 200L << 20;
    private static final Map<String, String> FILES =
            Map.of("rejected", RunFolder.REJECTED, "deadLetters", RunFolder.DEAD_LETTERS, "report", RunFolder.REPORT);

    private final PastRuns runs;
    private final StateFolder state;

    public RunArchive(Path stateFolder) {
        this.state = new StateFolder(stateFolder);
        this.runs = new PastRuns(state);
    }

    /** The ids of the newest runs, newest first. */
    List<String> ids(int most) throws IOException {
        return runs.ids().stream().limit(most).toList();
    }

    private static String second(String run) {
        return run.substring(0, run.lastIndexOf('-'));
    }

    /** The report as JSON; empty for a run that is active or was cut off. */
    Optional<String> report(String run) throws IOException {
        Path file = folder(run).resolve(RunFolder.REPORT);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(Files.readString(file))
                : Optional.empty();
    }

    /** @throws RefusedException if there is no such run */
    void require(String run) {
        folder(run);
    }

    /** @throws RefusedException if there is no such run */
    private Path folder(String run) {
        Path path = state.run(run);
        if (!RUN.matcher(run).matches() || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException(Refusal.RUN_UNKNOWN, "there is no such run");
        }
        return path;
    }

    /** The summary of a run, for a list. */
    RunSummary summary(String run) throws IOException {
        Optional<String> report = report(run);
        Object read = report.isPresent() ? Json.read(report.get()) : header(run);
        return new RunSummary(
                run,
                Json.text(read, "sync"),
                start(run),
                report.isPresent() ? Json.text(read, "status") : "cut_off",
                Json.text(read, "destination"),
                Json.get(read, "durationMillis"),
                Json.get(read, "records"),
                Json.get(read, "requests"));
    }

    private @Nullable Object header(String run) throws IOException {
        Path file = folder(run).resolve(RunFolder.HEADER);
        return Files.isRegularFile(file) ? Json.read(Files.readString(file)) : null;
    }

    static @Nullable String start(String run) {
        try {
            return LocalDateTime.parse(second(run), START)
                    .toInstant(ZoneOffset.UTC)
                    .toString();
        } catch (DateTimeParseException | IndexOutOfBoundsException e) {
            return null;
        }
    }

    /**
     * A run's file of rejected rows, dead letters or the report, as a download.
     *
     * @param kind {@code rejected}, {@code deadLetters} or {@code report}
     */
    Streamed download(String run, String kind) {
        Path file = file(run, kind);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException(Refusal.RUN_UNKNOWN, "the run has left no such file");
        }
        String name = run + "-" + file.getFileName();
        return new Streamed(
                Map.of(
                        "Content-Type",
                        kind.equals("report") ? "application/json" : "application/x-ndjson",
                        "Content-Disposition",
                        "attachment; filename=\"" + name + "\""),
                out -> copy(file, out));
    }

    private static void copy(Path file, OutputStream out) throws IOException {
        Files.copy(file, out);
    }

    private Path file(String run, String kind) {
        Path left = folder(run);
        String name = FILES.get(kind);
        if (name == null) {
            throw new RefusedException(
                    Refusal.REQUEST_INVALID, "kind is rejected or deadLetters, for files report too");
        }
        return left.resolve(name);
    }

    /**
     * A selection of rows.
     *
     * @param kind   {@code rejected} or {@code deadLetters}
     * @param search a text that the rows contain, in any letter case; empty for all rows
     * @param offset how many of them are skipped
     * @param limit  the most rows to return
     * @param values whether to return values as they are; otherwise each value is masked
     */
    record Query(String kind, String search, int offset, int limit, boolean values) {}

    /**
     * A page of a run's rejected rows or dead letters.
     *
     * @param matches  how many rows match
     * @param complete whether all rows were searched
     */
    record Rows(List<ArchivedRow> rows, long matches, boolean complete) {
        JsonObject json() {
            return new JsonObject()
                    .with("rows", rows.stream().map(ArchivedRow::json).toList())
                    .with("matches", matches)
                    .with("complete", complete);
        }
    }

    /** The rows that match the query. */
    Rows rows(String run, Query query) throws IOException {
        Path file = file(run, query.kind());
        var rows = new ArrayList<ArchivedRow>();
        String search = query.search().toLowerCase(Locale.ROOT);
        long matches = 0;
        long scanned = 0;
        boolean complete = true;
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    scanned += line.length();
                    if (scanned > MAX_SCANNED_CHARS) {
                        complete = false;
                        break;
                    }
                    if (!line.endsWith("}") || !line.toLowerCase(Locale.ROOT).contains(search)) {
                        continue;
                    }
                    matches++;
                    if (matches > query.offset() && rows.size() < query.limit()) {
                        row(line, query.values()).ifPresent(rows::add);
                    }
                }
            }
        }
        return new Rows(rows, matches, complete);
    }

    /** A message from Customer.io may quote the row; it is left out where values are masked. */
    private static Optional<ArchivedRow> row(String line, boolean values) {
        try {
            return Optional.of(row(Json.read(line), values));
        } catch (IOException stillBeingWritten) {
            return Optional.empty();
        }
    }

    private static ArchivedRow row(@Nullable Object read, boolean values) {
        Object record = Json.get(read, "record");
        byte[] json = Json.write(record).getBytes(StandardCharsets.UTF_8);
        Redaction redaction = Redaction.of(Json.text(read, "key")).with(json, 0, json.length);
        List<String> quotes = List.of(Json.text(read, "quotes").split(" "));
        UnaryOperator<String> shown = name -> {
            String text = Json.text(read, name);
            return values || !quotes.contains(name) && redaction.mayShow(text)
                    ? text
                    : "(quotes the row. Show values to read it)";
        };
        Object key = Json.get(read, "key");
        return new ArchivedRow(
                Json.get(read, "location"),
                Json.get(read, "row"),
                Json.get(read, "code"),
                values ? key : Json.masked(key),
                shown.apply("reason"),
                shown.apply("field"),
                shown.apply("message"),
                values ? record : Json.masked(record));
    }
}
