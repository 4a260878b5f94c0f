package dev.upserter.server;

import dev.upserter.carried.jetty.server.Request;
import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.http.Reply;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.option.Resume;
import dev.upserter.server.admission.Admission;
import dev.upserter.server.admission.Runs;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.answer.Replies;
import dev.upserter.server.api.Configurations;
import dev.upserter.server.live.LiveRuns;
import dev.upserter.server.live.Order;
import dev.upserter.server.live.SeriesOrder;
import dev.upserter.server.upload.Part;
import dev.upserter.server.upload.Upload;
import dev.upserter.server.upload.UploadFolder;
import dev.upserter.server.upload.UploadReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Takes a configuration and data, runs its sync or all of its syncs, and answers with the report. Thread-safe. */
final class SyncHandler {
    private final ConfigReader reader;
    private final Configurations configurations;
    private final UploadFolder folder;
    private final UploadReader uploads;
    private final Runs runs;
    private final LiveRuns live;

    SyncHandler(
            ConfigReader reader,
            Configurations configurations,
            UploadFolder folder,
            UploadReader uploads,
            Runs runs,
            LiveRuns live) {
        this.reader = reader;
        this.configurations = configurations;
        this.folder = folder;
        this.uploads = uploads;
        this.runs = runs;
        this.live = live;
    }

    /**
     * Runs what was sent; returns once all has ended and the uploaded files are removed.
     *
     * @throws RefusedException if the request cannot be used
     * @throws ProblemException if the configuration is wrong or the disk full
     */
    Reply handle(Request request) throws IOException, InterruptedException {
        SyncQuery query = SyncQuery.of(request.getHttpURI().getQuery());
        String boundary = uploads.check(request.getHeaders());
        try (Admission admission = runs.admit();
                var upload = new Upload(folder, part -> configure(part, query.only(), admission))) {
            uploads.read(request, boundary, upload, admission);
            return run(upload.order(), query, admission);
        }
    }

    private SyncSet configure(Part part, List<String> only, Admission admission) {
        SyncSet set = reader.readAll(part.text(), part.shownName("configuration"));
        set.only(only).names().forEach(admission::claim);
        return set.map(configurations::bounded);
    }

    private Reply run(Upload.Order upload, SyncQuery query, Admission admission) throws InterruptedException {
        SyncSet chosen = upload.set().only(query.only());
        if (chosen.isSeveral() && query.only().size() != 1) {
            var data = upload.files().of(upload.set(), chosen);
            var order = new SeriesOrder(chosen, data, null, List.of(), false, query.choices());
            return Replies.report(end(live.start(order, admission, () -> {}).end()));
        }
        var data = upload.files().ofOne(upload.set(), chosen);
        var order = new Order(chosen.only(), data, null, null, new Resume.Not(), false).choosing(query.choices());
        return Replies.report(end(live.start(order, admission, () -> {}).end()));
    }

    private static <T> T end(CompletableFuture<T> running) throws InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problems) {
                throw problems;
            }
            throw new IllegalStateException("the run failed", e.getCause());
        }
    }
}
