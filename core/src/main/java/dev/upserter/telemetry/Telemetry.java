package dev.upserter.telemetry;

import dev.upserter.report.RunReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Sends metrics and the traces of runs. It never makes a run fail or wait, and it receives no personal data and no
 * credentials. Thread-safe.
 */
public interface Telemetry extends AutoCloseable {
    /** Sends nothing. */
    Telemetry NONE = new Telemetry() {
        @Override
        public void observe(Supplier<List<Measure>> measures) {}

        @Override
        public void ran(RunReport report, Instant end) {}

        @Override
        public void close() {}
    };

    /** Creates one; found as a {@link java.util.ServiceLoader} service. */
    interface Provider {
        /**
         * Starts to send.
         *
         * @param environment the variables that configure it
         * @param version     of this program
         * @throws IllegalArgumentException if they are invalid; the message says why, without their values
         */
        Telemetry start(Map<String, String> environment, String version);
    }

    /**
     * Sets the source of the metrics, which is called from time to time; to be called once.
     *
     * @param measures returns always the same metrics in the same order, with new values; called from any thread
     */
    void observe(Supplier<List<Measure>> measures);

    /** Reports a run that has ended at this moment. */
    void ran(RunReport report, Instant end);

    /** Sends what remains, within a few seconds, and ends. */
    @Override
    void close();
}
