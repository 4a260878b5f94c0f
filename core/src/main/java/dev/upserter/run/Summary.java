package dev.upserter.run;

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
import java.util.List;

/** Makes the report from the account. */
public final class Summary {
    private Summary() {}

    public static RunReport of(Execution run, Files files) {
        RunAccount account = run.account();
        Counts counts = counts(account);
        return new RunReport(
                run.id(),
                run.config().sync(),
                run.config().kind().kind().spelling(),
                account.status(),
                account.destination(),
                counts,
                account.people().orElse(null),
                account.tally().requests(),
                run.elapsed(),
                Finding.of(account.log()),
                fields(run),
                files,
                account.finishedFirst(),
                account.changeEvents().orElse(null),
                account.cause());
    }

    /** Where rows have no attributes, no rule is missing for the fields that are not sent. */
    private static Fields fields(Execution run) {
        FieldSummary found = run.account().fields();
        boolean hasAttributes = run.config().kind().kind().hasAttributes();
        return new Fields(hasAttributes ? found.leftBehind() : List.of(), found.missing());
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
