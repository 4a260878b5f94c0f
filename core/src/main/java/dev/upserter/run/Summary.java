package dev.upserter.run;

import dev.upserter.config.SyncConfig;
import dev.upserter.kind.Kind;
import dev.upserter.mapping.FieldSummary;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.report.Counts;
import dev.upserter.report.Fields;
import dev.upserter.report.Files;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.execution.RunAccount;
import java.time.Duration;
import java.util.List;

/** Makes the report from the account. */
public final class Summary {
    private Summary() {}

    /** Of a run with a folder. */
    public static RunReport of(Execution run, Files files) {
        FieldSummary found = run.account().fields();
        var fields = new Fields(found.leftBehind(), found.missing());
        return of(run.id(), run.config(), run.account(), fields, run.elapsed(), files);
    }

    /** Of any run, after its end. */
    public static RunReport of(
            String id, SyncConfig config, RunAccount account, Fields fields, Duration elapsed, Files files) {
        Counts counts = counts(account); // before the status, which it may change
        Kind kind = config.kind().kind();
        return new RunReport(
                id,
                config.sync(),
                kind.spelling(),
                account.status(),
                account.destination(),
                counts,
                account.people().orElse(null),
                account.tally().requests(),
                elapsed,
                Finding.of(account.log()),
                // where rows have no attributes, no rule is missing for the fields that are not sent
                kind.hasAttributes() ? fields : new Fields(List.of(), fields.missing()),
                files,
                account.finishedFirst(),
                account.changeEvents().orElse(null),
                account.cause());
    }

    /** A run whose counts do not add up has a report all the same, which says so. */
    private static Counts counts(RunAccount account) {
        if (account.tally().isBalanced()) {
            return account.tally().counts();
        }
        if (!account.log().has(Code.INTERNAL)) {
            account.stopFor(List.of(Problem.of(
                    Code.INTERNAL,
                    null,
                    "the counts of this run do not add up, and those in its report are corrected so that they do")));
        }
        return account.tally().balanced();
    }
}
