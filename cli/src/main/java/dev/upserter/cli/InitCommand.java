package dev.upserter.cli;

import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.profile.Profile;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter init}: a configuration to start from, made from the data. */
final class InitCommand implements Command {
    @Override
    public String name() {
        return "init";
    }

    @Override
    public CommandSpec spec() {
        return Glance.arguments(name()).spec();
    }

    @Override
    public int run(Given given, Shell shell) {
        Glance glance = Glance.at(given, shell);
        if (glance.profile().columns().isEmpty()) {
            throw new UsageException(
                    "a configuration cannot be made from data without any field",
                    "give data with a row or two, or a header");
        }
        requireReadable(glance.profile());
        shell.result(new Starter(glance).text());
        return ExitCode.DONE;
    }

    /** A configuration made of the few rows that can be read would be one for other data. */
    private static void requireReadable(Profile profile) {
        long unusable = profile.unusable();
        if (unusable > profile.rows()) {
            Problem first = profile.unusableFirst().getFirst();
            throw new ProblemException(new Problem(
                    Code.INPUT_UNREADABLE,
                    Level.STOP,
                    first.location(),
                    Amounts.number(unusable) + " of the " + Amounts.count(unusable + profile.rows(), "row")
                            + " cannot be read, so that no configuration can be made of the rest; the first: "
                            + first.message(),
                    first.hint()));
        }
    }
}
