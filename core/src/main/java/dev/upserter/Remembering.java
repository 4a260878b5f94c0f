package dev.upserter;

import dev.upserter.config.SyncConfig;
import dev.upserter.kind.Triggers;
import dev.upserter.mapping.RunVariables;
import dev.upserter.pipeline.Pipeline;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** What a configuration asks for that cannot be without a state. */
final class Remembering {
    private static final String OTHERWISE = "give State.folder(path), State.temporary() or State.postgres(dataSource)";

    private Remembering() {}

    /** Why runs of the configuration cannot do without a state; empty if they can. */
    static List<Problem> of(SyncConfig config) {
        var problems = new ArrayList<Problem>();
        if (config.incremental().enabled()) {
            problems.add(needed("incremental, or mode mirror, compares rows with what was delivered before"));
        }
        if (config.state() != null) {
            problems.add(needed("the key state names a database that keeps what was delivered"));
        }
        if (!config.alerts().alerts().isEmpty()) {
            problems.add(needed("alerts are sent once, and not by each run"));
        }
        boolean asks = config.kind().triggers().orElse(Triggers.ASK) == Triggers.ASK
                && config.guards().level(Code.EVENTS_MAY_TRIGGER) == Level.STOP;
        if (config.kind().kind().isEvent() && asks) {
            problems.add(problem(
                    "events younger than 72 hours may start campaigns, which a run asks about until an earlier one has delivered"
                            + " events, and State.none() remembers no run",
                    "write triggers: allow to send them, or triggers: hold to leave them out, or " + OTHERWISE));
        }
        try {
            Pipeline.requireAllowed(config.pipeline(RunVariables.NONE));
        } catch (ProblemException e) {
            e.problems().stream().map(Remembering::inWordsOfState).forEach(problems::add);
        }
        return problems;
    }

    private static Problem inWordsOfState(Problem problem) {
        if (problem.code() == Code.CONFIRM_IRREVERSIBLE) {
            return new Problem(
                    problem.code(),
                    problem.level(),
                    null,
                    problem.message(),
                    "write irreversible: true in the configuration if that is meant");
        }
        String what =
                problem.message().substring(0, Math.max(0, problem.message().indexOf(", for which")));
        return needed(what + ", for which the App API has to be asked");
    }

    private static Problem needed(String why) {
        return problem(why + ", and State.none() remembers nothing", OTHERWISE);
    }

    private static Problem problem(String message, String hint) {
        return Problem.of(Code.CONFIG_INVALID, null, message, hint);
    }
}
