package dev.upserter.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter retry}: sends again what an earlier run did not deliver. */
final class RetryCommand implements Command {
    @Override
    public String name() {
        return "retry";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .required("RUN")
                .flag("--sandbox")
                .option("--endpoint", "URL")
                .option("--state", "FOLDER")
                .flag("--json")
                .spec();
    }

    @Override
    public int run(Given given, Shell shell) {
        return WatchedRun.ofRun(given, shell, Purpose.RETRY).execute();
    }
}
