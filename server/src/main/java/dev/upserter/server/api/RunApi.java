package dev.upserter.server.api;

import dev.upserter.history.PastRuns;
import dev.upserter.history.StateFolder;
import dev.upserter.http.Outcome;
import dev.upserter.http.Reply;
import dev.upserter.http.Streamed;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.RunReport;
import dev.upserter.report.SetReport;
import dev.upserter.report.Status;
import dev.upserter.server.admission.Admission;
import dev.upserter.server.admission.Runs;
import dev.upserter.server.answer.Failure;
import dev.upserter.server.answer.Json;
import dev.upserter.server.answer.JsonObject;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.answer.Replies;
import dev.upserter.server.live.EventStream;
import dev.upserter.server.live.LiveRun;
import dev.upserter.server.live.LiveRuns;
import dev.upserter.server.live.LiveSeries;
import dev.upserter.server.live.Order;
import dev.upserter.server.live.RunState;
import dev.upserter.server.live.SeriesOrder;
import dev.upserter.server.upload.DataStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Starts runs, follows them, and shows their results. Thread-safe. */
public final class RunApi {
    /** What a run stops for until somebody chooses. */
    private static final Set<Code> CHOICES =
            EnumSet.of(Code.CONFIRM_IRREVERSIBLE, Code.EVENTS_MAY_TRIGGER, Code.EVENT_IDS_CHANGED);

    private static final int MAX_LISTED = 500;
    private static final int MAX_ROWS = 200;

    private final Configurations configurations;
    private final RunArchive archive;
    private final LiveRuns live;
    private final Runs runs;
    private final StateFolder state;

    public RunApi(StateFolder state, Configurations configurations, RunArchive archive, LiveRuns live, Runs runs) {
        this.configurations = configurations;
        this.archive = archive;
        this.live = live;
        this.runs = runs;
        this.state = state;
    }

    Outcome list(ApiRoute.Call call) throws IOException {
        var list = new ArrayList<JsonObject>();
        for (String run : archive.ids(call.number("limit", 100, MAX_LISTED))) {
            Optional<LiveRun> found = live.find(run).filter(known -> !known.hasEnded());
            list.add(
                    found.isPresent()
                            ? found.get().summary()
                            : archive.summary(run).json());
        }
        return Replies.json(200, new JsonObject().with("runs", list));
    }

    Outcome start(ApiRoute.Call call) throws IOException, InterruptedException {
        Map<?, ?> body = RequestBody.read(call.request());
        return configurations.areSeveral(body) ? start(configurations.series(body)) : start(configurations.order(body));
    }

    /** Starts a run and answers with its id. */
    Outcome start(Order order) throws InterruptedException {
        Admission admission = runs.admit();
        boolean started = false;
        DataStore.Entry kept = order.kept();
        try {
            admission.claim(order.sync().sync());
            if (kept != null) {
                kept.use();
            }
            LiveRun run = live.start(order, admission, () -> leave(admission, kept));
            started = true;
            String id = run.id().get();
            if (run.end().isDone() && archiveKnowsNot(run)) {
                return refusedBeforeItsFolder(run.end().join());
            }
            return Replies.json(201, new JsonObject().with("run", id)).with("Location", "/api/runs/" + id);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problems) {
                throw problems;
            }
            throw new IllegalStateException("the run failed", e.getCause());
        } finally {
            if (!started) {
                admission.close();
            }
        }
    }

    /** Starts several syncs and answers with the id of the first run, as soon as one of them has an id. */
    private Outcome start(SeriesOrder order) throws InterruptedException {
        Admission admission = runs.admit();
        var used = new ArrayList<DataStore.Entry>();
        boolean started = false;
        try {
            order.set().names().forEach(admission::claim);
            for (DataStore.Entry entry : order.kept()) {
                entry.use();
                used.add(entry);
            }
            LiveSeries series = live.start(order, admission, () -> leave(admission, used));
            started = true;
            CompletableFuture.anyOf(series.first(), series.end()).get();
            return series.first().isDone()
                    ? started(series.first().join(), order.set().names())
                    : noneBegun(series.end().join());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problems) {
                throw problems;
            }
            throw new IllegalStateException("the runs failed", e.getCause());
        } finally {
            if (!started) {
                leave(admission, used);
            }
        }
    }

    private static Reply started(String run, List<String> syncs) {
        return Replies.json(201, new JsonObject().with("run", run).withTexts("syncs", syncs))
                .with("Location", "/api/runs/" + run);
    }

    private static Reply noneBegun(SetReport report) {
        Reply reply = Replies.report(report);
        if (reply.status() >= 400) {
            throw new RefusedException(Failure.of(report));
        }
        return reply;
    }

    private static void leave(Admission admission, List<DataStore.Entry> used) {
        admission.close();
        used.forEach(DataStore.Entry::release);
    }

    /** A run that was refused before it had a folder has only its report. */
    private static boolean archiveKnowsNot(LiveRun run) {
        RunReport report = run.end().join();
        return report.files().report() == null;
    }

    private static Reply refusedBeforeItsFolder(RunReport report) {
        Reply reply = Replies.report(report);
        if (reply.status() >= 400) {
            throw new RefusedException(Failure.of(report));
        }
        return reply;
    }

    private static void leave(Admission admission, DataStore.@Nullable Entry kept) {
        admission.close();
        if (kept != null) {
            kept.release();
        }
    }

    /** The state of a run. Of a run in another process, only its result is known. */
    Outcome get(ApiRoute.Call call) throws IOException {
        String run = call.get("run");
        Optional<LiveRun> found = live.find(run);
        return Replies.json(200, found.isPresent() ? found.get().json() : archived(run));
    }

    private JsonObject archived(String run) throws IOException {
        RunSummary summary = archive.summary(run);
        return new JsonObject()
                .with("run", run)
                .with("sync", summary.sync())
                .withNull("data")
                .with("state", "ended")
                .with("startedAt", summary.startedAt())
                .with("resumable", isOfSavedSync(run))
                .withRead("elapsedMillis", summary.durationMillis())
                .withRead("records", summary.records())
                .withRead("requests", summary.requests())
                .with("report", archive.report(run).map(Json.Raw::new).orElse(null));
    }

    private boolean isOfSavedSync(String run) {
        try {
            saved(run);
            return true;
        } catch (RefusedException | ProblemException | IOException e) {
            return false;
        }
    }

    Outcome events(ApiRoute.Call call) throws IOException {
        Optional<LiveRun> found = live.find(call.get("run"));
        Map<String, String> headers = Map.of("Content-Type", "text/event-stream", "X-Accel-Buffering", "no");
        if (found.isEmpty()) {
            byte[] end = RunState.event(Json.write(archived(call.get("run"))), true);
            return new Streamed(headers, out -> out.write(end));
        }
        return new EventStream(headers, found.get().audience());
    }

    Outcome pause(ApiRoute.Call call) {
        LiveRun run = underWay(call);
        run.pause();
        return Replies.json(200, run.json());
    }

    Outcome proceed(ApiRoute.Call call) {
        LiveRun run = underWay(call);
        run.proceed();
        return Replies.json(200, run.json());
    }

    Outcome stop(ApiRoute.Call call) {
        LiveRun run = underWay(call);
        run.stop();
        return Replies.json(200, run.json());
    }

    private LiveRun underWay(ApiRoute.Call call) {
        return known(call.get("run"))
                .filter(run -> !run.hasEnded())
                .orElseThrow(() -> new RefusedException(Refusal.NOT_NOW, "the run is not under way in this server"));
    }

    /**
     * The run, if it belongs to this server; empty if it belongs to another process.
     *
     * @throws RefusedException if there is no such run
     */
    private Optional<LiveRun> known(String run) {
        Optional<LiveRun> found = live.find(run);
        if (found.isEmpty()) {
            archive.require(run);
        }
        return found;
    }

    Outcome resume(ApiRoute.Call call) throws IOException, InterruptedException {
        String run = call.get("run");
        Optional<LiveRun> found = known(run);
        if (found.isPresent() && !found.get().hasEnded()) {
            throw new RefusedException(Refusal.NOT_NOW, "the run is still under way");
        }
        if (found.isPresent() && found.get().order().kept() != null) {
            return start(found.get().order().resuming(run));
        }
        return start(saved(run));
    }

    private Order saved(String run) throws IOException {
        StateFolder.Origin origin = state.origin(run);
        return configurations.saved(origin.configuration(), origin.data(), run, new PastRuns(state).sync(run));
    }

    /** Starts a run anew that was refused since it does not do something unasked, with what the request chooses. */
    Outcome confirm(ApiRoute.Call call) throws InterruptedException {
        LiveRun run = known(call.get("run"))
                .filter(LiveRun::hasEnded)
                .filter(ended -> ended.end().isDone() && !ended.end().isCompletedExceptionally())
                .filter(ended -> asks(ended.end().join()))
                .filter(ended -> ended.order().kept() != null || ended.order().configuration() != null)
                .orElseThrow(() -> new RefusedException(
                        Refusal.NOT_NOW, "the run has asked for no choice, or its data are no longer here"));
        return start(configurations
                .again(run.order())
                .choosing(call.choices().after(run.order().choices())));
    }

    private static boolean asks(RunReport report) {
        return report.status() == Status.REFUSED
                && report.problems().stream()
                        .anyMatch(finding -> finding.level() == Level.STOP && CHOICES.contains(finding.code()));
    }

    Outcome requests(ApiRoute.Call call) {
        List<JsonObject> list =
                known(call.get("run")).map(run -> run.exchanges().json()).orElse(List.of());
        return Replies.json(200, new JsonObject().with("requests", list));
    }

    Outcome rows(ApiRoute.Call call) throws IOException {
        var query = new RunArchive.Query(
                call.get("kind"),
                call.get("search"),
                call.number("offset", 0, Integer.MAX_VALUE / 4),
                call.number("limit", 50, MAX_ROWS),
                call.is("values"));
        return Replies.json(200, archive.rows(call.get("run"), query).json());
    }

    Outcome file(ApiRoute.Call call) {
        return archive.download(call.get("run"), call.get("kind"));
    }
}
