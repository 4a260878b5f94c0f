package dev.upserter.run.earlier;

import dev.upserter.history.CompletedRun;
import dev.upserter.history.ConfigDigests;
import dev.upserter.history.Journal;
import dev.upserter.history.RunHeader;
import dev.upserter.history.Scope;
import dev.upserter.kind.Kinds;
import dev.upserter.plan.IncrementalConfig;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.run.execution.RunAccount;
import dev.upserter.run.execution.RunSpec;
import dev.upserter.run.option.StateUse;
import dev.upserter.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a mirror says at its start that finds no state: it removes nobody whom it does not know. */
public final class UnknownPeople {
    /** In the folder of a sync: when its state was forgotten on purpose, as an id that comes after all runs before. */
    public static final String FORGOTTEN = "state.forgotten";

    /** Behind the time, an id that comes after all of the same second. */
    public static final String AFTER_ALL = "-~";

    private static final int MOST_FOLDERS = 1000;

    private final RunSpec run;
    private final RunAccount account;

    public UnknownPeople(RunSpec run, RunAccount account) {
        this.run = run;
        this.account = account;
    }

    /**
     * Notes it, and tells whoever waits for the run.
     *
     * @param replaced why the run began another state than the one that was there, as the end of a sentence about it
     */
    public void note(StateStore store, Optional<String> replaced) throws IOException {
        if (!isConcerned() || store.header().isPresent()) {
            return;
        }
        String forgotten = forgottenAt(run);
        Problem problem = earlierRun()
                .filter(earlier -> earlier.compareTo(forgotten) > 0)
                .map(earlier -> lost(store, replaced, earlier))
                .orElseGet(() -> fresh(store, replaced));
        account.log().add(problem);
        run.options().progress().noticed(problem);
    }

    private boolean isConcerned() {
        IncrementalConfig how = run.config().incremental();
        return how.isMirror()
                && how.removed() != Removal.NOTHING
                && run.use().scope() != Scope.BASELINE
                && run.use().place() instanceof StateUse.Place.OfSync;
    }

    private Problem lost(StateStore store, Optional<String> replaced, String earlier) {
        String state = replaced.map(why -> anew(store, why) + ", and the run ")
                .orElse("there is no state at " + store.place() + ", though the run ");
        return problem(
                Code.STATE_LOST,
                state + earlier + " sent "
                        + (isOfPeople() ? "people: whom it sent and who" : things() + ": what it sent and what")
                        + " is no longer in the source is not known, and is not removed",
                (replaced.isPresent()
                                ? "nothing to do where none are gone. Otherwise "
                                : "put the state folder back, if it was lost. Otherwise ")
                        + baseline());
    }

    private static String anew(StateStore store, String why) {
        return "the state at " + store.place() + " " + why + ", so that this run starts a new one";
    }

    private Problem fresh(StateStore store, Optional<String> replaced) {
        return problem(
                Code.STATE_NEW,
                replaced.map(why -> anew(store, why)).orElse("there is no state at " + store.place())
                        + ": " + things() + (isOfPeople() ? " who" : " that")
                        + " are at Customer.io and not in this source are not known, and are not removed",
                "nothing to do at a first run. Where the sync has run before, name its state folder with --state. To"
                        + " have such " + things() + " removed, " + baseline());
    }

    private String baseline() {
        return "give the last export before with --baseline, then today's: "
                + (isOfPeople() ? "who is in that one alone is removed" : "what is in that one alone is removed");
    }

    private String things() {
        return run.config().kind().kind().things();
    }

    private boolean isOfPeople() {
        return things().equals(Kinds.PERSON.things());
    }

    private static Problem problem(Code code, String message, String hint) {
        return Problem.of(code, null, message, hint);
    }

    /** When the state of a run's sync was forgotten on purpose, as such an id; empty if it was not. */
    static String forgottenAt(RunSpec run) throws IOException {
        Path mark = run.folder().sync(run.config().sync()).resolve(FORGOTTEN);
        return Files.exists(mark) ? new String(Files.readAllBytes(mark), StandardCharsets.UTF_8).strip() : "";
    }

    /** The last run of the sync that is known to have sent people. */
    private Optional<String> earlierRun() throws IOException {
        Optional<String> completed = run.memory()
                .flatMap(CompletedRun::read)
                .filter(earlier -> isOfThisWorkspace(earlier.digests()))
                .map(CompletedRun::run);
        return completed.isPresent() ? completed : earlierFolder();
    }

    private Optional<String> earlierFolder() throws IOException {
        Path runs = run.folder().run("").toAbsolutePath().normalize();
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        List<Path> newest;
        try (Stream<Path> all = Files.list(runs)) {
            newest = all.sorted(Comparator.reverseOrder()).limit(MOST_FOLDERS).toList();
        }
        return newest.stream()
                .filter(this::hasSent)
                .map(folder -> String.valueOf(folder.getFileName()))
                .findFirst();
    }

    private boolean isOfThisWorkspace(Map<String, String> digests) {
        return ConfigDigests.workspace(run.config()).equals(digests.get(ConfigDigests.DESTINATION));
    }

    private boolean hasSent(Path folder) {
        try {
            return RunHeader.read(folder)
                            .filter(header -> header.sync().equals(run.config().sync()))
                            .filter(header -> isOfThisWorkspace(header.digests()))
                            .isPresent()
                    && Journal.hasDelivered(folder);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
