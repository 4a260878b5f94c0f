package dev.upserter.server.api;

import dev.upserter.config.CredentialFault;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.option.Resume;
import dev.upserter.run.series.SeriesData;
import dev.upserter.server.answer.Json;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.live.Choices;
import dev.upserter.server.live.Order;
import dev.upserter.server.live.SeriesOrder;
import dev.upserter.server.upload.DataStore;
import dev.upserter.server.upload.FileName;
import dev.upserter.server.upload.UploadedFiles;
import dev.upserter.source.DataFile;
import dev.upserter.source.QueryConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds orders from requests: an uploaded configuration or a saved sync, with data. Thread-safe. */
public final class Configurations {
    /** How many times longer than the longest upload unpacked data may be. */
    private static final int UNPACKED = 10;

    private final Direction direction;
    private final long maxUploadBytes;
    private final ConfigReader uploaded;
    private final SyncFolder syncs;
    private final DataStore data;

    /**
     * Creates one.
     *
     * @param direction      where runs go
     * @param maxUploadBytes the longest upload
     * @param uploaded       reads uploaded configurations
     */
    public Configurations(
            Direction direction, long maxUploadBytes, ConfigReader uploaded, SyncFolder syncs, DataStore data) {
        this.direction = direction;
        this.maxUploadBytes = maxUploadBytes;
        this.uploaded = uploaded;
        this.syncs = syncs;
        this.data = data;
    }

    /**
     * An uploaded configuration with limits for this server: its data may not be packed more tightly than an upload allows.
     */
    public SyncConfig bounded(SyncConfig uploadedSync) {
        long most = maxUploadBytes > Long.MAX_VALUE / UNPACKED ? Long.MAX_VALUE : maxUploadBytes * UNPACKED;
        return direction.of(uploadedSync).withSource(uploadedSync.source().withMaxBytes(most));
    }

    /**
     * The configuration of a request: {@code sync}, which is the file name of a saved one, or {@code configuration} with
     * {@code name} and {@code text}; for the latter, {@code credentials} may be given too.
     *
     * @return all its syncs, whatever {@code only} says
     * @throws dev.upserter.problem.ProblemException if it is wrong
     */
    SyncSet all(Map<?, ?> body) throws IOException {
        Path file = savedFile(body);
        if (file != null) {
            return syncs.read(file).map(direction::of);
        }
        if (!(body.get("configuration") instanceof Map<?, ?> given) || !given.containsKey("text")) {
            throw new RefusedException(
                    Refusal.REQUEST_INVALID,
                    "the body names no configuration: it needs sync, or configuration with name and text");
        }
        String name = FileName.shown(Json.text(given, "name"), "configuration.json");
        SyncSet set = uploaded.readAll(Json.text(given, "text").getBytes(StandardCharsets.UTF_8), name);
        String siteId = Json.text(body.get("credentials"), "siteId");
        String apiKey = Json.text(body.get("credentials"), "apiKey");
        if (siteId.isBlank() || apiKey.isBlank()) {
            return set.map(this::bounded);
        }
        requireGood("siteId", siteId, true);
        requireGood("apiKey", apiKey, false);
        var credentials = new Credentials(siteId, apiKey);
        return set.map(sync -> bounded(sync.withDestination(sync.destination().withCredentials(credentials))));
    }

    /** The syncs of {@link #all} that a request chooses by {@code only}: a name, or a list of names. */
    SyncSet chosen(Map<?, ?> body) throws IOException {
        return all(body).only(only(body));
    }

    /** Whether a request takes several syncs: its configuration holds some, and {@code only} does not name just one. */
    boolean areSeveral(Map<?, ?> body) throws IOException {
        return chosen(body).isSeveral() && only(body).size() != 1;
    }

    private static List<String> only(Map<?, ?> body) {
        return texts(body, "only");
    }

    /** A text or a list of texts. */
    private static List<String> texts(Map<?, ?> body, String key) {
        Object given = body.get(key);
        if (given instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String::valueOf).toList();
        }
        if (given instanceof List<?>) {
            throw new RefusedException(Refusal.REQUEST_INVALID, key + " must be a text, or a list of texts");
        }
        String text = Json.text(body, key);
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private static SyncConfig one(SyncSet set) {
        List<SyncConfig> all = set.syncs();
        if (all.size() > 1) {
            throw new ProblemException(Problem.of(
                    Code.CONFIG_INVALID,
                    null,
                    "the configuration has " + all.size() + " syncs, and one is needed here: "
                            + String.join(", ", set.names()),
                    "name one of them by the key only of the request"));
        }
        return all.getFirst();
    }

    private static void requireGood(String name, String text, boolean isSiteId) {
        CredentialFault.of(name, text, isSiteId).ifPresent(fault -> {
            throw new ProblemException(Problem.of(Code.CONFIG_INVALID, null, fault.message(), fault.hint()));
        });
    }

    private @Nullable Path savedFile(Map<?, ?> body) throws IOException {
        String name = Json.text(body, "sync");
        return name.isEmpty() ? null : syncs.file(name);
    }

    /**
     * The complete order of a request for one sync. Its data are the uploaded {@code data}; without them, a saved sync reads its
     * own.
     */
    Order order(Map<?, ?> body) throws IOException {
        Path file = savedFile(body);
        SyncSet whole = all(body);
        SyncSet chosen = whole.only(only(body));
        SyncConfig sync = one(chosen);
        List<DataStore.Entry> entries = entries(body);
        if (entries.isEmpty()) {
            return new Order(sync, own(sync, file), file, null, new Resume.Not(), dryRun(body)).choosing(choices(body));
        }
        DataStore.Entry entry = entries.getFirst();
        if (file != null) {
            requireOne(entries);
        } else {
            DataFile found = files(entries).ofOne(whole, chosen);
            entry = entries.stream()
                    .filter(one -> one.data().equals(found))
                    .findFirst()
                    .orElseThrow();
        }
        return new Order(sync, entry.data(), file, entry, new Resume.Not(), dryRun(body)).choosing(choices(body));
    }

    /**
     * The complete order of a request for several syncs. One uploaded file feeds all that name none; of several, each names its
     * own.
     */
    SeriesOrder series(Map<?, ?> body) throws IOException {
        Path file = savedFile(body);
        SyncSet whole = all(body);
        SyncSet chosen = whole.only(only(body));
        List<DataStore.Entry> entries = entries(body);
        SeriesData rows;
        if (file != null) {
            rows = saved(chosen, file, entries);
        } else if (entries.isEmpty()) {
            throw noData();
        } else {
            rows = files(entries).of(whole, chosen);
        }
        return new SeriesOrder(chosen, rows, file, entries, dryRun(body), choices(body));
    }

    private static SeriesData saved(SyncSet set, Path file, List<DataStore.Entry> entries) {
        List<String> without = set.groups().stream()
                .map(SyncSet.Group::first)
                .filter(sync -> !sync.source().namesRows())
                .map(SyncConfig::sync)
                .toList();
        SeriesData named = SeriesData.in(folderOf(file));
        if (entries.isEmpty()) {
            if (!without.isEmpty()) {
                throw new RefusedException(
                        Refusal.REQUEST_INVALID,
                        "the request names no data, and neither do these syncs: " + String.join(", ", without));
            }
            return named;
        }
        requireOne(entries);
        if (without.isEmpty()) {
            throw new RefusedException(
                    Refusal.REQUEST_INVALID,
                    "the data of the request would feed no sync: each names a source of its own");
        }
        return named.with(entries.getFirst().data());
    }

    private static void requireOne(List<DataStore.Entry> entries) {
        if (entries.size() > 1) {
            throw new RefusedException(
                    Refusal.REQUEST_INVALID, "the request names several data, and a saved configuration takes one");
        }
    }

    private List<DataStore.Entry> entries(Map<?, ?> body) {
        var entries = new ArrayList<DataStore.Entry>();
        texts(body, "data").forEach(id -> entries.add(data.get(id)));
        return entries;
    }

    private static UploadedFiles files(List<DataStore.Entry> entries) {
        return new UploadedFiles(entries.stream().map(DataStore.Entry::named).toList());
    }

    private static boolean dryRun(Map<?, ?> body) {
        return Boolean.TRUE.equals(body.get("dryRun"));
    }

    private static Choices choices(Map<?, ?> body) {
        return Choices.of(
                body.get("yes") instanceof Number number ? number.longValue() : 0,
                body.get("triggers") == null ? "" : String.valueOf(body.get("triggers")),
                Boolean.TRUE.equals(body.get("newEventIds")));
    }

    /** The order with its saved sync as it is now; an uploaded configuration cannot have changed. */
    Order again(Order order) {
        Path file = order.configuration();
        return file == null ? order : order.with(saved(file, order.sync().sync()));
    }

    private SyncConfig saved(Path file, String sync) {
        return direction.of(syncs.read(file).find(sync).orElseThrow(Configurations::gone));
    }

    private static DataFile own(SyncConfig sync, @Nullable Path file) {
        QueryConfig query = sync.source().query();
        if (file != null && query != null) {
            return new DataFile.Query(query, folderOf(file), "query");
        }
        String name = sync.source().file();
        if (file == null || name == null) {
            throw noData();
        }
        return DataFile.find(file.resolveSibling(name).toString());
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
    }

    private static RefusedException noData() {
        return new RefusedException(Refusal.REQUEST_INVALID, "the request names no data");
    }

    /** The order to resume a run of a saved sync that stopped in an earlier process. */
    Order saved(Path configuration, @Nullable Path source, String run, String name) throws IOException {
        if (!syncs.holds(configuration)) {
            throw gone();
        }
        SyncConfig sync = saved(configuration, name);
        if (source == null && sync.source().query() == null) {
            throw gone();
        }
        DataFile rows = source == null ? own(sync, configuration) : DataFile.find(source.toString());
        return new Order(sync, rows, configuration, null, new Resume.Of(run), false);
    }

    private static RefusedException gone() {
        return new RefusedException(
                Refusal.NOT_NOW, "the run is not of a saved sync, and its uploaded data are no longer here");
    }
}
