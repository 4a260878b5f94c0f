package dev.upserter.run.change;

import dev.upserter.history.CompletedRun;
import dev.upserter.history.ConfigDigests;
import dev.upserter.history.Hold;
import dev.upserter.history.Scope;
import dev.upserter.plan.Removal;
import dev.upserter.run.check.SourceShape;
import dev.upserter.run.execution.RunAccount;
import dev.upserter.run.execution.RunSpec;
import dev.upserter.source.stream.FileEnd;
import java.util.List;
import java.util.Optional;

/**
 * What earlier runs of a sync say of the removals of this one: whether one has completed under what decides who is removed,
 * and whether the source is as whole as it was then. Kept among the facts of {@link CompletedRun}.
 */
final class RemovalHistory {
    private static final String RULES = "removalRules";

    private final RunSpec run;
    private final RunAccount account;
    private final Optional<CompletedRun> before;
    private final SourceShape shape;
    private final String rules;

    private RemovalHistory(RunSpec run, RunAccount account, Optional<CompletedRun> before, List<FileEnd> ends) {
        this.run = run;
        this.account = account;
        this.before = before;
        this.shape = SourceShape.of(ends);
        this.rules = ConfigDigests.removals(run.config());
    }

    /**
     * Looks at the runs before.
     *
     * @param ends how the files of this run's source ended
     */
    static RemovalHistory of(RunSpec run, RunAccount account, List<FileEnd> ends) {
        return new RemovalHistory(run, account, run.memory().flatMap(CompletedRun::read), ends);
    }

    private Optional<String> earlier(String fact) {
        return before.map(completed -> completed.facts().get(fact));
    }

    String rules() {
        return rules;
    }

    /** Why the source may be shorter than meant. */
    Optional<Hold> doubt() {
        String terms = terms(isFirstToDelete());
        return shapeBefore()
                .flatMap(shape::doubt)
                .map(sign -> canReplace() ? Hold.ofFewerFiles(sign, terms) : Hold.ofShorterSource(sign, terms));
    }

    private Optional<SourceShape> shapeBefore() {
        return before.flatMap(SourceShape::of);
    }

    private boolean canReplace() {
        return shapeBefore().filter(shape::canReplace).isPresent();
    }

    /** Whether later sources are held against the one before still, rather than against this one. */
    private boolean keepsShape(Optional<Hold> hold, long held) {
        Optional<Hold> doubt = doubt();
        if (doubt.isEmpty()) {
            return false;
        }
        if (isBaseline()) {
            return !canReplace();
        }
        if (hold.isEmpty()) {
            return false;
        }
        boolean isOnlyDoubt = hold.map(Hold::why).equals(doubt.map(Hold::why));
        return !canReplace() || held > 0 && !isOnlyDoubt;
    }

    /** Why removals are held where a line after the last row looks like a row: it may be about any person who is gone. */
    Hold leftOut() {
        return Hold.ofShorterSource("a line that source.footer leaves out looks like a row", terms(isFirstToDelete()));
    }

    /** Why removals are held where the data themselves say that rows are missing. */
    Hold isPage() {
        return Hold.ofShorterSource("it says that there are other pages", terms(isFirstToDelete()));
    }

    /**
     * Why rows whose people cannot be known hold removals; empty if there are none.
     *
     * @param rejected rows without a readable identifier
     * @param damaged  rows that are sent with an identifier that may be another's
     */
    Optional<Hold> untold(long rejected, long damaged) {
        String terms = terms(isFirstToDelete());
        return Hold.ofRejected(rejected, terms).or(() -> Hold.ofDamaged(damaged, terms));
    }

    /**
     * Notes what the next run is to know, should this one complete. A run that held people leaves what is known of removals as
     * it was, unless the hold says otherwise; so does a source that has lost the end of a line. Fewer files than before hold
     * removals once. After a baseline, which removes nobody, the first removals are asked for again.
     *
     * @param hold why nobody was removed
     * @param held how many would have been
     */
    void note(Optional<Hold> hold, long held) {
        if (keepsShape(hold, held)) {
            keep(SourceShape.FACT);
        } else {
            account.note(SourceShape.FACT, shape.text());
        }
        if (held == 0 || hold.filter(Hold::countsAsCompleted).isPresent()) {
            if (!isBaseline()) {
                account.note(RULES, rules);
            }
        } else {
            keep(RULES);
        }
    }

    private boolean isBaseline() {
        return run.use().scope() == Scope.BASELINE;
    }

    private void keep(String fact) {
        earlier(fact).ifPresent(value -> account.note(fact, value));
    }

    /**
     * What keeps the first removals of a sync back whose runs so far were all cut off or stopped: to stop here would stop every
     * night.
     *
     * @param unfinished the run before, if that did not come to its end
     */
    Optional<Hold> firstAfter(Optional<String> unfinished) {
        return unfinished
                .filter(run -> before.isEmpty() && isFirstToDelete())
                .map(run -> Hold.ofNoRunBefore(run, terms(false)));
    }

    /** Under which terms a later run removes whom this one held. */
    private String terms(boolean asksFirst) {
        boolean needsYes = run.config().incremental().removed() == Removal.SUPPRESS
                && !run.config().irreversible();
        return "within maxRemoved"
                + (asksFirst ? ", but stops before the first ones until it is given --allow-removals" : "")
                + (needsYes ? ", and with a yes (--yes)" : "");
    }

    /**
     * Whether people would be deleted, and no run has completed before, under what decides who is removed, that held nobody.
     */
    boolean isFirstToDelete() {
        return run.config().incremental().removed().deletes()
                && earlier(RULES).filter(rules::equals).isEmpty();
    }
}
