package dev.upserter.server.live;

import dev.upserter.report.Counts;
import dev.upserter.report.Progress;
import dev.upserter.report.Report;
import dev.upserter.server.answer.Json;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Writes how far a run is. */
final class RunJson {
    private RunJson() {}

    static Map<String, @Nullable Object> numbers(Progress now, @Nullable Report report, Samples samples) {
        return Json.object(
                "elapsedMillis",
                report == null ? now.elapsed().toMillis() : report.duration().toMillis(),
                "records",
                counts(report == null ? counts(now) : report.records()),
                "requests",
                Json.object("sent", now.requests(), "retried", now.retried(), "inFlight", now.inFlight()),
                "source",
                Json.object("bytes", now.sourceBytes(), "length", now.sourceLength()),
                "waiting",
                now.waiting(),
                "pace",
                Json.object(
                        "requestsPerSecond", now.pace().requestsPerSecond(),
                        "parallelism", now.pace().parallelism(),
                        "reason", now.pace().reason()),
                "share",
                share(now),
                "rowsPerSecond",
                samples.rate(),
                "millisLeft",
                report == null ? millisLeft(now) : null,
                "samples",
                samples.json());
    }

    /** A count may be read before another that belongs to it; what is pending takes up the difference. */
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

    private static Map<String, @Nullable Object> counts(Counts counts) {
        return Json.object(
                "read", counts.read(),
                "removed", counts.removed(),
                "filtered", counts.filtered(),
                "unchanged", counts.unchanged(),
                "delivered", counts.delivered(),
                "rejected", counts.rejected(),
                "deadLetters", counts.deadLetters(),
                "pending", counts.pending());
    }

    /** Which part of the data has its end; null where that is not known. */
    private static @Nullable Double share(Progress now) {
        OptionalDouble share = now.share();
        return share.isPresent() ? Double.valueOf(share.getAsDouble()) : null;
    }

    private static @Nullable Long millisLeft(Progress now) {
        double part = now.share().orElse(0);
        return part == 0 ? null : Long.valueOf((long) (now.elapsed().toMillis() * (1 - part) / part));
    }
}
