package dev.upserter.run;

import dev.upserter.problem.Level;
import dev.upserter.problem.ProblemLog;
import dev.upserter.report.Counts;
import dev.upserter.report.Fields;
import dev.upserter.report.Files;
import dev.upserter.report.Finding;
import dev.upserter.report.Report;
import java.util.List;

/** Makes the report from the account. */
final class Summary {
    private Summary() {}

    static Report of(Execution run, Files files) {
        Account account = run.account();
        Counts counts = account.tally().counts();
        return new Report(
                run.id(),
                run.config().sync(),
                account.status(),
                account.destination(),
                counts,
                account.people().orElse(null),
                account.tally().requests(),
                run.elapsed(),
                findings(account.log()),
                new Fields(account.fields().leftBehind(), account.fields().missing()),
                files,
                account.finishedFirst());
    }

    private static List<Finding> findings(ProblemLog log) {
        return log.entries().stream().map(Summary::finding).toList();
    }

    private static Finding finding(ProblemLog.Entry entry) {
        List<Finding.Example> examples = entry.examples().stream()
                .map(problem -> new Finding.Example(
                        problem.place().map(Object::toString).orElse(null), problem.message()))
                .toList();
        Level level = entry.level();
        String help = entry.examples().isEmpty()
                ? entry.code().help()
                : entry.examples().getFirst().hint();
        return new Finding(entry.code(), level, entry.count(), entry.subjects(), examples, help);
    }
}
