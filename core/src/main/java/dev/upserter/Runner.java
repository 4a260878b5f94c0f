package dev.upserter;

import dev.upserter.ingest.Ingest;
import dev.upserter.report.RunReport;

/** How the runs of an upserter go, by its state. What goes wrong in one is in its report. Thread-safe. */
interface Runner {
    /** Sends all rows. */
    RunReport run(Handing rows, ActiveRun active);

    /** Sends none, and tests the credentials. */
    RunReport check(Handing rows, ActiveRun active);

    /** Sends none, and says what would be sent. */
    RunReport plan(Handing rows, ActiveRun active);

    /** How an ingester comes to pipelines; its progress is that of their requests. */
    Ingest.Opening ingest(ActiveRun active);

    /** Sends a single row. */
    RunReport send(Handing rows, ActiveRun active);
}
