package dev.upserter;

import dev.upserter.report.RunReport;
import dev.upserter.source.DataFile;

/** How the runs of an upserter go, by its state. What goes wrong in one is in its report. Thread-safe. */
interface Runs {
    /** Sends all rows. */
    RunReport run(DataFile rows, ActiveRun active);

    /** Sends none, and tests the credentials. */
    RunReport check(DataFile rows, ActiveRun active);

    /** Sends none, and says what would be sent. */
    RunReport plan(DataFile rows, ActiveRun active);

    /** Sends a single row. */
    RunReport send(DataFile row, ActiveRun active);
}
