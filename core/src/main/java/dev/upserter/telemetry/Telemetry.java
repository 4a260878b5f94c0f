package dev.upserter.telemetry;

import dev.upserter.report.Report;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where measures and the traces of runs are sent. It never makes a run fail or wait, and nothing that it is told holds
 * personal data or a credential. Thread-safe.
 */
public interface Telemetry extends AutoCloseable {
    /** Sends nothing. */
    Telemetry NONE = new Telemetry() {
        @Override
        public void observe(Supplier<List<Measure>> measures) {}

        @Override
        public void ran(Report report, Instant end) {}

        @Override
        public void close() {}
    };

    /** Makes one, found as a {@link java.util.ServiceLoader} service. */
    interface Provider {
        /**
         * Starts to send.
         *
         * @param environment the variables that say where and how
         * @param version     of this program
         * @throws IllegalArgumentException if they cannot be followed; the message says why, without their values
         */
        Telemetry start(Map<String, String> environment, String version);
    }

    /**
     * Asks for these measures from time to time; called once.
     *
     * @param measures always the same, in the same order, but for their values; asked from any thread
     */
    void observe(Supplier<List<Measure>> measures);

    /** Tells of a run that has ended at this moment. */
    void ran(Report report, Instant end);

    /** Sends what is left, for a few seconds at most, and ends. */
    @Override
    void close();
}
