package dev.upserter.cli.command;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Amounts;
import dev.upserter.cli.text.Colours;
import dev.upserter.cli.text.Printable;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.SyncSet;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.preview.MappingTests;
import dev.upserter.preview.TestOutcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter test}: runs the tests of a configuration. */
public final class TestCommand implements Command {
    private static final int FAILED = 1;

    @Override
    public String name() {
        return "test";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .required("CONFIG")
                .repeatable(Inputs.ONLY, "NAME")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        Path file = Path.of(given.argument(0).orElseThrow());
        ConfigReader reader = ConfigReader.local(shell.environment());
        SyncSet set = reader.readAll(file).only(given.texts(Inputs.ONLY));
        var outcomes = new ArrayList<TestOutcome>();
        for (SyncConfig sync : set.syncs()) {
            outcomes.addAll(new MappingTests(sync, Instant.now()).run(reader.readTests(file, sync.sync())));
        }
        if (outcomes.isEmpty()) {
            throw new UsageException(
                    "the configuration has no tests",
                    "write some under the key tests. docs/mapping-tests.md shows how");
        }
        shell.result(text(outcomes, shell.resultColours()));
        return outcomes.stream().allMatch(TestOutcome::passed) ? ExitCode.DONE : FAILED;
    }

    private static String text(List<TestOutcome> outcomes, Colours colours) {
        var lines = new ArrayList<String>();
        for (TestOutcome outcome : outcomes) {
            String name = Printable.of(outcome.test().name());
            if (outcome.passed()) {
                lines.add(colours.good("passed") + "  " + name);
            } else {
                lines.add(colours.bad("FAILED") + "  " + name + " ("
                        + Printable.of(outcome.test().place().toString()) + ")");
                outcome.differences().forEach(difference -> lines.add("          " + Printable.of(difference)));
            }
        }
        long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
        lines.add("");
        lines.add(
                failed == 0
                        ? (outcomes.size() == 1
                                ? "the test passed"
                                : "all " + Amounts.count(outcomes.size(), "test") + " passed")
                        : Amounts.number(failed) + " of " + Amounts.count(outcomes.size(), "test")
                                + " failed. - is what was expected, + is what was made");
        return String.join("\n", lines);
    }
}
