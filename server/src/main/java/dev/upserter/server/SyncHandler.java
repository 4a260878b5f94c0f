package dev.upserter.server;

import dev.upserter.Upserter;
import dev.upserter.config.ConfigReader;
import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.DestinationConfig;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.Report;
import dev.upserter.run.RunOptions;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.eclipse.jetty.server.Request;

/** Takes a configuration and data, runs the sync, answers with the report. Threads may share it. */
final class SyncHandler {
    private static final System.Logger LOG = System.getLogger(SyncHandler.class.getName());

    /** How much longer data may be unpacked than the longest upload is. */
    private static final int UNPACKED = 10;

    private final ServerConfig config;
    private final ConfigReader reader;
    private final UploadFolder folder;
    private final UploadReader uploads;
    private final Runs runs;

    SyncHandler(ServerConfig config, UploadFolder folder, UploadReader uploads, Runs runs) {
        this.config = config;
        this.reader = ConfigReader.uploaded(config.environment());
        this.folder = folder;
        this.uploads = uploads;
        this.runs = runs;
    }

    /**
     * Returns when the run has ended and what was uploaded is removed.
     *
     * @throws RefusedException if the request cannot be used
     * @throws ProblemException if the configuration is wrong or the disk full
     */
    Reply handle(Request request) throws IOException, InterruptedException {
        String boundary = uploads.check(request.getHeaders());
        try (Admission admission = runs.admit();
                var upload = new Upload(folder, part -> configure(part, admission))) {
            uploads.read(request, boundary, upload, admission);
            Report report = run(upload.order(), admission);
            log(report);
            return Reply.report(report);
        }
    }

    private static void log(Report report) {
        String status = report.status().spelling();
        LOG.log(System.Logger.Level.INFO, "run {0} of sync {1}: {2}", report.run(), report.sync(), status);
    }

    private SyncConfig configure(Part part, Admission admission) {
        SyncConfig sync = reader.read(part.text(), part.shownName("configuration"));
        admission.claim(sync.sync());
        long most = config.maxUploadBytes() > Long.MAX_VALUE / UNPACKED
                ? Long.MAX_VALUE
                : config.maxUploadBytes() * UNPACKED;
        return sync.withDestination(destination(sync.destination()))
                .withSource(sync.source().withMaxBytes(most));
    }

    private DestinationConfig destination(DestinationConfig uploaded) {
        DestinationConfig destination = uploaded;
        if (config.endpoint() != null) {
            destination = destination.withEndpoint(config.endpoint());
        }
        if (config.credentials() != null) {
            destination = destination.withCredentials(config.credentials());
        }
        return destination;
    }

    /** On a thread of its own: a run computes for long, and a virtual thread would keep others from their turn. */
    private Report run(Upload.Order order, Admission admission) throws InterruptedException {
        RunOptions options = RunOptions.in(config.stateFolder()).withStop(admission.stopSignal());
        var run = new FutureTask<>(() -> Upserter.of(order.sync()).run(order.data(), options));
        Thread.ofPlatform().daemon().name("run-" + order.sync().sync()).start(run);
        try {
            return run.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problems) {
                throw problems;
            }
            throw new IllegalStateException("the run failed", e.getCause());
        }
    }
}
