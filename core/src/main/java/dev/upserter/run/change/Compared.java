package dev.upserter.run.change;

import dev.upserter.history.LetThrough;
import dev.upserter.history.Scope;
import dev.upserter.json.GrowingBytes;
import dev.upserter.plan.JoinCounts;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.run.app.PeopleCheck;
import dev.upserter.run.earlier.WholeState;
import dev.upserter.run.execution.RunSpec;
import dev.upserter.run.option.PlanFile;
import dev.upserter.run.option.StateUse;
import dev.upserter.state.diff.Changes;
import dev.upserter.state.diff.Takeovers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a run found to have changed; {@link #begin} starts to send it.
 *
 * @param counts    what came of the comparison
 * @param takeovers identifiers that go from one person to another
 * @param renamed   entries of people whose key may be no key of Customer.io's any more, as the state is to have them
 * @param unkept    people who would be sent and whose values the state did not keep
 * @param isPartial whether the source holds some of the people only
 * @param before    what an earlier execution of the run decided about removals
 * @param decided   what this one did
 */
record Compared(
        Basis basis,
        Staged staged,
        JoinCounts counts,
        Takeovers takeovers,
        GrowingBytes renamed,
        long unkept,
        boolean isPartial,
        Optional<LetThrough> before,
        LetThrough decided) {

    Changes changes() {
        return staged.changes();
    }

    /** Stops the run unless the changes are those that were planned. */
    void requirePlanned() throws IOException, InterruptedException {
        PlanFile planned = basis.use().plan();
        if (planned != null && !planned.changes().equals(changes().digest())) {
            basis.account()
                    .stopFor(List.of(Problem.of(
                            Code.PLAN_OUTDATED,
                            null,
                            "what would be sent now is not what was planned. Nothing was sent")));
        }
    }

    /** Stops the run where people would be removed, changed or added who may not be. */
    void requireAllowed(RemovalHistory removals) {
        StateUse use = basis.use();
        var config = basis.config().incremental();
        String things = basis.config().kind().kind().things();
        boolean tellsNew = basis.knowsEverybody();
        if (tellsNew && use.scope() != Scope.BASELINE) {
            NewPeople.cost(basis.config(), counts).ifPresent(basis.account().log()::add);
        }
        if (use.scope() != Scope.BASELINE
                && lacksFirstValues()
                && !basis.config().destination().app().isThere()) {
            basis.account().stopFor(List.of(PeopleCheck.valuesUnknown()));
            return;
        }
        boolean isIrreversible = basis.config().kind().kind().irreversible().isPresent();
        if (use.scope() != Scope.BASELINE && (isIrreversible || !wasAllowed())) {
            Removals.check(config, use, counts, things, staged.staging().people(), removals.isFirstToDelete())
                    .or(() -> isIrreversible ? Removals.checkRows(config, use, counts) : Optional.empty())
                    .or(() -> Irreversible.check(
                            basis.run().spec(),
                            counts,
                            basis.run().history().hasSettledRows(),
                            basis.account().log()))
                    .or(() -> ChangeLimit.check(
                            config, use, counts, things, basis.fit().isOfAnotherMapping()))
                    .or(() -> tellsNew ? NewPeople.check(basis.config(), counts) : Optional.empty())
                    .ifPresent(problem -> basis.account().stopFor(List.of(problem)));
        }
    }

    /** Whether first values stay of people of whom no state knows whether they have one. */
    boolean lacksFirstValues() {
        return !basis.config().mapping().firstValues().isEmpty() && !(basis.tellsValues() && unkept == 0);
    }

    /** Whether an earlier execution of the run was allowed to remove as many. */
    private boolean wasAllowed() {
        return before.filter(earlier -> counts.removed() <= earlier.removed()).isPresent();
    }

    /** Starts to take acknowledgements. */
    SendingChanges begin() throws IOException {
        if (!wasAllowed()) {
            decided.write(basis.runFolder());
        }
        if (basis.fit().before().isEmpty()) {
            RunSpec spec = basis.run().spec();
            spec.memory()
                    .ifPresent(
                            folder -> WholeState.begin(folder, basis.account().log()));
        }
        basis.hearing().sends();
        basis.store().begin(basis.fit().meanwhile(), basis.run().id());
        return new SendingChanges(this);
    }
}
