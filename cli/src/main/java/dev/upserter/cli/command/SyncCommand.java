package dev.upserter.cli.command;

import dev.upserter.alert.UnreadConfig;
import dev.upserter.cli.shell.Arguments;
import dev.upserter.cli.shell.Command;
import dev.upserter.cli.shell.Inputs;
import dev.upserter.cli.shell.ParsedOptions;
import dev.upserter.cli.shell.Shell;
import dev.upserter.cli.shell.UsageException;
import dev.upserter.cli.text.Purpose;
import dev.upserter.cli.text.RefusalText;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code upserter sync}: sends people to Customer.io. */
public final class SyncCommand implements Command {
    @Override
    public String name() {
        return "sync";
    }

    @Override
    public CommandSpec spec() {
        return Arguments.of(name())
                .required("CONFIG")
                .optional("DATA")
                .repeatable(Inputs.ONLY, "NAME")
                .flag("--sandbox")
                .option("--endpoint", "URL")
                .flag("--dry-run")
                .option("--limit", "N")
                .flag("--incremental")
                .flag("--full")
                .flag("--baseline")
                .flag("--allow-removals")
                .flag("--yes")
                .flags(StateOptions.OF_EVENTS)
                .flag("--resume")
                .flag("--resume=strict")
                .flag("--wait")
                .option("--state", "FOLDER")
                .flag("--json")
                .flag("--summary")
                .spec();
    }

    @Override
    public int run(ParsedOptions given, Shell shell) {
        if (given.has("--json") && given.has("--summary")) {
            throw new UsageException(
                    "--json and --summary exclude each other", "--json prints the whole report, --summary one line");
        }
        Purpose purpose = given.has("--dry-run") ? Purpose.DRY_RUN : Purpose.SYNC;
        try {
            return Inputs.areSeveral(given)
                    ? WatchedSeries.of(given, shell, purpose).execute()
                    : WatchedRun.of(given, shell, purpose).execute();
        } catch (ProblemException e) {
            refused(given, shell, e.problems());
            throw e;
        }
    }

    /** Nothing has begun: the configuration has a mistake, or its data are not there. */
    private static void refused(ParsedOptions given, Shell shell, List<Problem> problems) {
        if (!given.has("--dry-run")) {
            Path config = Inputs.config(given);
            Path state = Inputs.stateFolder(given, shell, config.resolveSibling(Inputs.STATE_FOLDER));
            var unread = new UnreadConfig(config, state, !given.has("--sandbox"), Surroundings.of(shell.environment()));
            unread.tell(given.texts(Inputs.ONLY), problems)
                    .forEach(failure -> shell.messages().print(RefusalText.warning(failure)));
        }
    }
}
