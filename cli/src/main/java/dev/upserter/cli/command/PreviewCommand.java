package dev.upserter.cli.command;

import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.ExitCode;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.PreviewText;
import dev.upserter.cli.text.RefusalText;
import dev.upserter.config.SyncConfig;
import dev.upserter.preview.Preview;
import dev.upserter.preview.PreviewJson;
import dev.upserter.preview.Previewed;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.run.check.SourceCheck;
import dev.upserter.source.Head;
import dev.upserter.source.open.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter preview}: shows single rows before and after mapping, with their values. */
public final class PreviewCommand implements Command {
    private static final long DEFAULT = 10;
    private static final long MOST = 10_000;

    @Override
    public String name() {
        return "preview";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .required("CONFIG")
                .optional("DATA")
                .repeatable(Inputs.ONLY, "NAME")
                .option("-n", "--limit", "N")
                .option("--key", "KEY")
                .option("--state", "FOLDER")
                .flag("--json")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        long most = given.wholeNumber("--limit", 1, MOST, DEFAULT).orElse(DEFAULT);
        Inputs inputs = Inputs.of(given, shell);
        SyncConfig config = inputs.readConfig(shell.environment());
        String key = given.text("--key").orElse(null);
        List<Previewed> rows;
        List<Problem> stops;
        try (var source = new Head(Sources.open(inputs.data(), config.source()))) {
            stops = SourceCheck.problems(config, source, inputs.stateFolder());
            rows = new Preview(config, Instant.now()).rows(source, most, key);
        } catch (IOException e) {
            throw new UncheckedIOException("data that were read cannot be closed", e);
        }
        if (rows.isEmpty() && key != null) {
            throw new UsageException(
                    "no row has the user id that --key names",
                    "write it exactly as in the data: " + config.mapping().userId() + " is the field");
        }
        shell.result(given.has("--json") ? PreviewJson.of(rows) : new PreviewText(rows, shell.resultColours()).text());
        if (!stops.isEmpty()) {
            shell.messages().print(RefusalText.text(stops, shell.messageColours()));
        }
        return exitCode(stops);
    }

    /** The exit code of a sync of the same data, as far as its first rows show that the sync would not send it. */
    private static int exitCode(List<Problem> stops) {
        if (stops.isEmpty()) {
            return ExitCode.DONE;
        }
        return stops.stream().anyMatch(stop -> stop.code() == Code.REJECT_LIMIT) ? ExitCode.STOPPED : ExitCode.REFUSED;
    }
}
