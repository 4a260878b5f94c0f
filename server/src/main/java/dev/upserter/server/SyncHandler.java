package dev.upserter.server;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.http.Reply;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Report;
import dev.upserter.run.option.Resume;
import dev.upserter.server.admission.Admission;
import dev.upserter.server.admission.Runs;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.answer.Replies;
import dev.upserter.server.api.Configurations;
import dev.upserter.server.live.LiveRuns;
import dev.upserter.server.live.Order;
import dev.upserter.server.upload.Part;
import dev.upserter.server.upload.Upload;
import dev.upserter.server.upload.UploadFolder;
import dev.upserter.server.upload.UploadReader;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Takes a configuration and data, runs the sync, and answers with the report. Thread-safe. */
final class SyncHandler {
    private static final Pattern YES = Pattern.compile("yes=[0-9]{1,18}");

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
     * Runs the sync; returns once the run has ended and the uploaded files are removed.
     *
     * @throws RefusedException if the request cannot be used
     * @throws ProblemException if the configuration is wrong or the disk full
     */
    Reply handle(Request request) throws IOException, InterruptedException {
        long yes = yes(request.getHttpURI().getQuery());
        String boundary = uploads.check(request.getHeaders());
        try (Admission admission = runs.admit();
                var upload = new Upload(folder, part -> configure(part, admission))) {
            uploads.read(request, boundary, upload, admission);
            return Replies.report(run(upload.order(), yes, admission));
        }
    }

    /** To how many people may be done what cannot be undone, as the query of the request says. */
    private static long yes(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return 0;
        }
        if (!YES.matcher(query).matches()) {
            throw new RefusedException(
                    Refusal.REQUEST_INVALID,
                    "the query of the address is not yes=NUMBER, and nothing else may be in it");
        }
        return Long.parseLong(query.substring(query.indexOf('=') + 1));
    }

    private SyncConfig configure(Part part, Admission admission) {
        SyncConfig sync = reader.read(part.text(), part.shownName("configuration"));
        admission.claim(sync.sync());
        return configurations.bounded(sync);
    }

    private Report run(Upload.Order upload, long yes, Admission admission) throws InterruptedException {
        var order = new Order(upload.sync(), upload.data(), null, null, new Resume.Not(), false).saying(yes);
        try {
            return live.start(order, admission, () -> {}).end().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problems) {
                throw problems;
            }
            throw new IllegalStateException("the run failed", e.getCause());
        }
    }
}
