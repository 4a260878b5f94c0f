package dev.upserter.server.api;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.Connector;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.http.Outcome;
import dev.upserter.http.Reply;
import dev.upserter.preview.Preview;
import dev.upserter.preview.PreviewJson;
import dev.upserter.preview.Previewed;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.problem.Product;
import dev.upserter.report.RunReport;
import dev.upserter.server.admission.Admission;
import dev.upserter.server.admission.Runs;
import dev.upserter.server.answer.Json;
import dev.upserter.server.answer.JsonObject;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.answer.Replies;
import dev.upserter.server.live.Order;
import dev.upserter.server.upload.FileName;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import dev.upserter.sync.OneSync;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything about a configuration before it is run: reads, checks and previews it. Thread-safe. */
public final class SyncApi {
    private static final int PREVIEWED = 20;
    private static final Set<String> VALUES = Set.of("before", "identifiers", "attributes");

    private final About about;
    private final SyncFolder syncs;
    private final Configurations configurations;
    private final DryPass looks;
    private final Runs small;

    /**
     * Creates one.
     *
     * @param small limits concurrent requests that read no data
     */
    public SyncApi(About about, SyncFolder syncs, Configurations configurations, DryPass looks, Runs small) {
        this.about = about;
        this.syncs = syncs;
        this.configurations = configurations;
        this.looks = looks;
        this.small = small;
    }

    Outcome about() {
        return Replies.json(
                200,
                new JsonObject()
                        .with("version", Product.version())
                        .with("sandbox", about.sandbox())
                        .with(
                                "endpoint",
                                about.endpoint() == null
                                        ? null
                                        : about.endpoint().toString())
                        .with("hasCredentials", about.hasCredentials())
                        .with("syncs", syncs.isThere())
                        .with("maxUploadBytes", about.maxUploadBytes()));
    }

    Outcome list() throws IOException {
        return Replies.json(200, new JsonObject().with("syncs", syncs.list()));
    }

    Outcome get(ApiRoute.Call call) throws IOException {
        Path file = syncs.file(call.get("file"));
        return Replies.json(
                200,
                new JsonObject()
                        .with("file", file.getFileName().toString())
                        .with("text", syncs.text(file).orElse(null)));
    }

    Outcome validate(ApiRoute.Call call) throws IOException {
        try (Admission admission = admit()) {
            SyncSet set = configurations.chosen(RequestBody.read(call.request()));
            JsonObject answer = new JsonObject()
                    .with("valid", true)
                    .with("sync", String.join(", ", set.names()))
                    .with("problems", List.of());
            return Replies.json(200, set.isSeveral() ? answer.withTexts("syncs", set.names()) : answer);
        } catch (ProblemException e) {
            return Replies.json(
                    200, new JsonObject().with("valid", false).withNull("sync").with("problems", problems(e)));
        }
    }

    /** An uploaded configuration as JSON, for the form. */
    Outcome asJson(ApiRoute.Call call) throws IOException {
        try (Admission admission = admit()) {
            Object given = RequestBody.read(call.request()).get("configuration");
            if (!(given instanceof Map<?, ?> parts) || !parts.containsKey("text")) {
                throw new RefusedException(
                        Refusal.REQUEST_INVALID,
                        "the body names no configuration: it needs configuration with name and text");
            }
            String name = FileName.shown(Json.text(given, "name"), "configuration.yaml");
            byte[] text = Json.text(given, "text").getBytes(StandardCharsets.UTF_8);
            return Replies.json(200, new JsonObject().with("text", ConfigReader.asJson(text, name)));
        }
    }

    /**
     * These requests are admitted beside runs, since the page sends them while the user types; their number is limited all
     * the same.
     */
    private Admission admit() {
        return small.admit();
    }

    private static List<JsonObject> problems(ProblemException e) {
        return e.problems().stream().map(SyncApi::problem).toList();
    }

    private static JsonObject problem(Problem problem) {
        Location place = problem.location();
        return new JsonObject()
                .with("code", problem.code().name())
                .with("message", problem.message())
                .with("help", problem.hint())
                .with("line", place instanceof Location.InText text ? text.line() : null)
                .with("column", place instanceof Location.InText text ? text.column() : null);
    }

    Outcome credentials(ApiRoute.Call call) throws IOException, InterruptedException {
        try (Admission admission = admit()) {
            return tested(configurations.chosen(RequestBody.read(call.request())));
        }
    }

    /** The first answer that is not good; one for each workspace, where several syncs go to several. */
    private static Reply tested(SyncSet set) throws InterruptedException {
        Tested last = null;
        var seen = new HashSet<DestinationConfig>();
        for (SyncConfig sync : set.syncs()) {
            if (seen.add(sync.destination()) && (last == null || last.isGood())) {
                last = tested(sync);
            }
        }
        return Objects.requireNonNull(last, "there is a sync").reply();
    }

    private record Tested(boolean isGood, Reply reply) {}

    private static Tested tested(SyncConfig sync) throws InterruptedException {
        try {
            var connector = new Connector(
                    sync.destination(),
                    sync.delivery(),
                    Surroundings.real(),
                    Optional.of(Surroundings.real().firstAnswer()));
            Connector.Tested tested = connector.test();
            return new Tested(
                    tested.untested().isEmpty(),
                    Replies.json(
                            200,
                            new JsonObject()
                                    .with("good", tested.untested().isEmpty())
                                    .with(
                                            "destination",
                                            tested.destination().base().toString())
                                    .with(
                                            "problems",
                                            tested.untested().stream()
                                                    .map(SyncApi::problem)
                                                    .toList())));
        } catch (ProblemException e) {
            return new Tested(
                    false,
                    Replies.json(
                            200,
                            new JsonObject()
                                    .with("good", false)
                                    .withNull("destination")
                                    .with("problems", problems(e))));
        }
    }

    /** The first rows before and after mapping; values are masked, unless the body sets {@code values}. */
    Outcome preview(ApiRoute.Call call) throws IOException, InterruptedException {
        Map<?, ?> body = RequestBody.read(call.request());
        Order order = configurations.order(body);
        List<@Nullable Object> rows = looks.ofFirstRows(order.kept(), () -> preview(order));
        boolean values = Boolean.TRUE.equals(body.get("values"));
        return Replies.json(
                200,
                new JsonObject()
                        .withRead(
                                "rows",
                                values
                                        ? rows
                                        : rows.stream().map(SyncApi::masked).toList()));
    }

    private static List<@Nullable Object> preview(Order order) throws IOException {
        var rows = new ArrayList<@Nullable Object>();
        try (Source source = Sources.open(order.data(), order.sync().source())) {
            for (Previewed row : new Preview(order.sync(), Instant.now()).rows(source, PREVIEWED, null)) {
                rows.add(Json.read(PreviewJson.of(List.of(row))));
            }
        }
        return rows;
    }

    private static JsonObject masked(@Nullable Object row) {
        JsonObject masked = new JsonObject();
        if (row instanceof Map<?, ?> map) {
            map.forEach((name, value) -> masked.withRead(
                    String.valueOf(name), VALUES.contains(String.valueOf(name)) ? Json.masked(value) : value));
        }
        return masked;
    }

    Outcome check(ApiRoute.Call call) throws IOException, InterruptedException {
        Order order = configurations.order(RequestBody.read(call.request()));
        RunReport report = looks.of(order, options -> OneSync.of(order.sync()).check(order.data(), options));
        return Reply.json(200, report.toJson() + "\n");
    }
}
