package dev.upserter.server.live;

import dev.upserter.report.Counts;
import dev.upserter.report.Progress;
import dev.upserter.report.RunReport;
import dev.upserter.server.answer.JsonObject;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Writes the progress of a run as JSON. */
final class RunJson {
    private RunJson() {}

    /** Adds the progress and the speed. */
    static void add(Progress now, @Nullable RunReport report, Samples samples, JsonObject json) {
        var source = new JsonObject().with("bytes", now.sourceBytes()).with("length", now.sourceLength());
        var pace = new JsonObject()
                .with("requestsPerSecond", now.pace().requestsPerSecond())
                .with("parallelism", now.pace().parallelism())
                .with("reason", now.pace().reason());
        json.with("elapsedMillis", elapsedMillis(now, report))
                .with("records", records(now, report))
                .with("requests", requests(now))
                .with("source", source)
                .with("waiting", now.waiting())
                .with("pace", pace)
                .with("share", share(now))
                .with("rowsPerSecond", samples.rate())
                .with("millisLeft", report == null ? millisLeft(now) : null)
                .with("samples", samples.json());
    }

    static long elapsedMillis(Progress now, @Nullable RunReport report) {
        return (report == null ? now.elapsed() : report.duration()).toMillis();
    }

    static JsonObject records(Progress now, @Nullable RunReport report) {
        return json(report == null ? counts(now) : report.records());
    }

    static JsonObject requests(Progress now) {
        return new JsonObject()
                .with("sent", now.requests())
                .with("retried", now.retried())
                .with("inFlight", now.inFlight());
    }

    /** Counts that belong together are not read at one moment; {@code pending} absorbs the difference. */
    private static Counts counts(Progress now) {
        long pending = Math.max(0, now.read() + now.removed() - now.settled());
        long read = now.settled() + pending - now.removed();
        return new Counts(
                Math.max(0, read),
                read < 0 ? now.settled() + pending : now.removed(),
                now.filtered(),
                now.unchanged(),
                now.delivered(),
                now.rejected(),
                now.deadLetters(),
                pending);
    }

    private static JsonObject json(Counts counts) {
        return new JsonObject()
                .with("read", counts.read())
                .with("removed", counts.removed())
                .with("filtered", counts.filtered())
                .with("unchanged", counts.unchanged())
                .with("delivered", counts.delivered())
                .with("rejected", counts.rejected())
                .with("deadLetters", counts.deadLetters())
                .with("pending", counts.pending());
    }

    /** The share of the data that is finished; null if unknown. */
    private static @Nullable Double share(Progress now) {
        OptionalDouble share = now.share();
        return share.isPresent() ? Double.valueOf(share.getAsDouble()) : null;
    }

    private static @Nullable Long millisLeft(Progress now) {
        double part = now.share().orElse(0);
        return part == 0 ? null : Long.valueOf((long) (now.elapsed().toMillis() * (1 - part) / part));
    }
}
