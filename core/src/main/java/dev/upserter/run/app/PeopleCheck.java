package dev.upserter.run.app;

import dev.upserter.app.AppClient;
import dev.upserter.app.AppPeople;
import dev.upserter.batch.Batch;
import dev.upserter.batch.BatchSink;
import dev.upserter.delivery.Delivery;
import dev.upserter.kind.Kinds;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.execution.Execution;
import java.io.IOException;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Asks whom Customer.io has before people are sent, where the mode depends on that. For one thread. */
public final class PeopleCheck implements AutoCloseable {
    private final Execution run;
    private final boolean isNeeded;
    private final boolean isOfAll;
    private @Nullable AppSession session;

    private PeopleCheck(Execution run, boolean isNeeded, boolean isOfAll, @Nullable AppSession session) {
        this.run = run;
        this.isNeeded = isNeeded;
        this.isOfAll = isOfAll;
        this.session = session;
    }

    /** Customer.io answers alike whether a person was changed or does not exist. */
    public static void noteUnconfirmed(Execution run) {
        if (run.config().mapping().updateOnly()
                && !run.config().destination().app().isThere()
                && run.config().guards().level(Code.UPDATE_UNCONFIRMED) != Level.OFF) {
            run.account()
                    .log()
                    .add(Problem.of(
                            Code.UPDATE_UNCONFIRMED,
                            null,
                            "mode: update changes only people who exist, and Customer.io does not say who did: rows"
                                    + " that were delivered may have changed no one"));
        }
    }

    /** That nobody tells who has a value of an attribute whose first value stays. */
    public static Problem valuesUnknown() {
        return Problem.of(
                Code.FIRST_VALUES_UNKNOWN,
                null,
                "a rule has onlyIfEmpty, and nobody tells yet who has a value: appApiKey is not set, and no run of a whole source"
                        + " that keeps values has completed, or the state has people whose values it did not keep. Nothing was"
                        + " sent");
    }

    /** Hears of people who are there already, so that nothing is sent of them. */
    public interface Adopted {
        /**
         * Notes them.
         *
         * @param isThere tells of each row of the batch whether its person is there
         */
        void note(Batch batch, IntPredicate isThere) throws IOException;
    }

    /**
     * Opens one. Where nobody has to be asked and the App API cannot be, that is reported, and nobody is asked.
     *
     * @param stateKnows       whether a state tells who is new, so that nobody needs to be asked
     * @param stateKnowsValues whether it tells who has a value of the attributes whose first value stays
     * @throws ProblemException if somebody has to be asked, and there is no key, or it was refused
     */
    public static PeopleCheck open(Execution run, boolean stateKnows, boolean stateKnowsValues)
            throws InterruptedException {
        Mode mode = run.config().kind().mode();
        boolean hasKey = run.config().destination().app().isThere();
        boolean isPeople = run.config().kind().kind().is(Kinds.PERSON);
        boolean isOfAll = mode == Mode.CREATE
                || mode == Mode.UPDATE && run.config().guards().level(Code.UPDATE_MISSED) != Level.OFF;
        if (isPeople && mode == Mode.CREATE && !hasKey && !stateKnows) {
            throw new ProblemException(AppClient.missing(
                    "mode: create must know whom Customer.io has, which no completed run and no baseline tells yet"));
        }
        boolean looksAtValues =
                mode != Mode.CREATE && !run.config().mapping().firstValues().isEmpty();
        boolean isNeeded = mode == Mode.CREATE && !stateKnows || looksAtValues && !stateKnowsValues;
        boolean looks = isPeople && hasKey && (isOfAll || looksAtValues);
        return new PeopleCheck(run, isNeeded, isOfAll, looks ? session(run, isNeeded) : null);
    }

    private static @Nullable AppSession session(Execution run, boolean isNeeded) throws InterruptedException {
        if (isNeeded) {
            return AppSession.open(run, run.config().delivery());
        }
        try {
            return AppSession.open(run, Unchecked.patience(run.config().delivery()));
        } catch (ProblemException e) {
            Unchecked.tell(run, CheckedSink.WHOM, e);
            return null;
        }
    }

    /**
     * Where batches go that are to be checked on their way.
     *
     * @param lacksValues whether it turned out that a state does not tell of everybody who has a value
     * @throws ProblemException if somebody has to be asked, and cannot be
     */
    public BatchSink before(Delivery delivery, boolean lacksValues, Adopted adopted) throws InterruptedException {
        boolean mustAsk = isNeeded || lacksValues && run.config().kind().mode() != Mode.CREATE;
        if (session == null && mustAsk) {
            if (!run.config().destination().app().isThere()) {
                throw new ProblemException(valuesUnknown());
            }
            session = AppSession.open(run, run.config().delivery());
        }
        return session == null
                ? delivery
                : new CheckedSink(
                        run,
                        new AppPeople(session.client()),
                        mustAsk,
                        isOfAll,
                        session.client().workspaces(),
                        delivery,
                        adopted);
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
