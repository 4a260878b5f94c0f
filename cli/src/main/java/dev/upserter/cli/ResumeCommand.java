package dev.upserter.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter resume}: goes on with a run that was cut off or stopped. */
final class ResumeCommand implements Command {
    @Override
    public String name() {
        return "resume";
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
        return WatchedRun.ofRun(given, shell, Purpose.RESUME).execute();
    }
}
