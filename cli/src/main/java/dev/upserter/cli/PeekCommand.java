package dev.upserter.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter peek}: what is in some data. */
final class PeekCommand implements Command {
    @Override
    public String name() {
        return "peek";
    }

    @Override
    public CommandSpec spec() {
        return Glance.arguments(name()).flag("--values").flag("--json").spec();
    }

    @Override
    public int run(Given given, Shell shell) {
        Glance glance = Glance.at(given, shell);
        if (given.has("--json")) {
            shell.result(new PeekJson(glance, given.has("--values")).text());
            return ExitCode.DONE;
        }
        shell.result(new PeekText(glance, shell.resultColours(), given.has("--values")).text());
        return ExitCode.DONE;
    }
}
