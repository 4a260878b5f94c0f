package dev.upserter.cli.look;

import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.text.RefusalText;
import dev.upserter.problem.Problem;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter peek}: shows what some data contain. */
public final class PeekCommand implements Command {
    @Override
    public String name() {
        return "peek";
    }

    @Override
    public CommandSpec spec() {
        return Glance.arguments(name()).flag("--values").flag("--json").spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        Glance glance = Glance.at(given, shell);
        shell.result(
                given.has("--json")
                        ? new PeekJson(glance, given.has("--values")).text()
                        : new PeekText(glance, shell.resultColours(), given.has("--values")).text());
        Optional<Problem> unreadable = glance.unreadable("");
        unreadable.ifPresent(
                problem -> shell.messages().print(RefusalText.text(List.of(problem), shell.messageColours())));
        return unreadable.isPresent() ? ExitCode.REFUSED : ExitCode.DONE;
    }
}
