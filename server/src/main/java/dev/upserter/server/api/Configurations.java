package dev.upserter.server.api;

import dev.upserter.config.CredentialFault;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.option.Resume;
import dev.upserter.server.answer.Json;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.live.Order;
import dev.upserter.server.upload.DataStore;
import dev.upserter.server.upload.FileName;
import dev.upserter.source.DataFile;
import dev.upserter.source.QueryConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
     * @throws dev.upserter.problem.ProblemException if it is wrong
     */
    SyncConfig read(Map<?, ?> body) throws IOException {
        Path file = savedFile(body);
        if (file != null) {
            return direction.of(syncs.read(file));
        }
        if (!(body.get("configuration") instanceof Map<?, ?> given) || !given.containsKey("text")) {
            throw new RefusedException(
                    Refusal.REQUEST_INVALID,
                    "the body names no configuration: it needs sync, or configuration with name and text");
        }
        String name = FileName.shown(Json.text(given, "name"), "configuration.json");
        SyncConfig sync = uploaded.read(Json.text(given, "text").getBytes(StandardCharsets.UTF_8), name);
        String siteId = Json.text(body.get("credentials"), "siteId");
        String apiKey = Json.text(body.get("credentials"), "apiKey");
        if (!siteId.isBlank() && !apiKey.isBlank()) {
            requireGood("siteId", siteId, true);
            requireGood("apiKey", apiKey, false);
            sync = sync.withDestination(sync.destination().withCredentials(new Credentials(siteId, apiKey)));
        }
        return bounded(sync);
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
     * The complete order of a request. Its data are the uploaded {@code data}; without them, a saved sync reads its own.
     */
    Order order(Map<?, ?> body) throws IOException {
        Path file = savedFile(body);
        SyncConfig sync = read(body);
        boolean dryRun = Boolean.TRUE.equals(body.get("dryRun"));
        long yes = body.get("yes") instanceof Number number ? number.longValue() : 0;
        String id = Json.text(body, "data");
        if (!id.isEmpty()) {
            DataStore.Entry entry = data.get(id);
            return new Order(sync, entry.data(), file, entry, new Resume.Not(), dryRun).saying(yes);
        }
        return new Order(sync, own(sync, file), file, null, new Resume.Not(), dryRun).saying(yes);
    }

    /** The order with its saved sync as it is now; an uploaded configuration cannot have changed. */
    Order again(Order order) {
        Path file = order.configuration();
        return file == null ? order : order.with(direction.of(syncs.read(file)));
    }

    private static DataFile own(SyncConfig sync, @Nullable Path file) {
        QueryConfig query = sync.source().query();
        if (file != null && query != null) {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
            return new DataFile.Query(query, folder, "query");
        }
        String name = sync.source().file();
        if (file == null || name == null) {
            throw new RefusedException(Refusal.REQUEST_INVALID, "the request names no data");
        }
        return DataFile.find(file.resolveSibling(name).toString());
    }

    /** The order to resume a run of a saved sync that stopped in an earlier process. */
    Order saved(Path configuration, @Nullable Path source, String run) throws IOException {
        if (!syncs.holds(configuration)) {
            throw gone();
        }
        SyncConfig sync = direction.of(syncs.read(configuration));
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
