package dev.upserter.run.app;

import dev.upserter.app.FoundPeople;
import dev.upserter.app.PeopleLookup;
import dev.upserter.batch.Batch;
import dev.upserter.batch.BatchSink;
import dev.upserter.json.GrowingBytes;
import dev.upserter.operation.IdentifierType;
import dev.upserter.pipeline.RowEnd.How;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.execution.Execution;
import dev.upserter.state.StateEntries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Asks of each batch whom Customer.io has. With {@code mode: create}, who is there is not sent; with {@code mode: update},
 * who is not is reported; of {@link FilledValues}, only those are sent that Customer.io lacks. For one thread.
 */
final class CheckedSink implements BatchSink {
    /** What it looks at. */
    static final String WHOM = "whom Customer.io has";

    /** It takes ten seconds to ask about so many. */
    private static final long MANY = 10_000;

    /** That none of so many is there is worth a word. */
    private static final long SOME = 100;

    private static final String PACE =
            "the run asks the App API about people before it sends them, and the App API answers"
                    + " for 1,000 a second at most: the run cannot be faster";
    private static final String FEWER = "nothing to do. With incremental: true, later runs ask about fewer people";

    private final Execution run;
    private final PeopleLookup people;
    private final boolean isNeeded;
    /** Whether it asks of everybody. */
    private final boolean isOfAll;

    private final FilledValues filled;
    private final BatchSink next;
    private final PeopleCheck.Adopted adopted;
    /** Whether it asks no longer. */
    private boolean isOver;

    /** The account's, one of which is the key's. */
    private final int workspaces;

    private long asked;
    private long found;
    private boolean isDoubted;
    private boolean isSlow;

    /**
     * One that has asked nobody.
     *
     * @param isNeeded whether nothing may be sent about which it could not ask
     * @param isOfAll  whether it asks of everybody; otherwise of those alone of whom a value is not to be overwritten
     * @param workspaces so many of the account may be the one that it asks in
     */
    CheckedSink(
            Execution run,
            PeopleLookup people,
            boolean isNeeded,
            boolean isOfAll,
            int workspaces,
            BatchSink next,
            PeopleCheck.Adopted adopted) {
        this.run = run;
        this.people = people;
        this.isNeeded = isNeeded;
        this.isOfAll = isOfAll;
        this.workspaces = workspaces;
        this.filled = new FilledValues(run.config().mapping().firstValues());
        this.next = next;
        this.adopted = adopted;
    }

    @Override
    public void send(Batch batch) throws InterruptedException {
        Optional<IntFunction<Optional<Set<String>>>> found = isOver ? Optional.empty() : found(batch);
        if (found.isEmpty()) {
            next.send(batch);
            return;
        }
        IntFunction<Optional<Set<String>>> attributes = found.get();
        IntPredicate isThere = i -> attributes.apply(i).isPresent();
        if (run.config().kind().mode() == Mode.CREATE) {
            sendNew(batch, isThere);
            return;
        }
        if (isOfAll) {
            tellMissed(batch, isThere);
        }
        sendLeft(batch, i -> attributes.apply(i).orElse(Set.of()));
    }

    @SuppressWarnings("ReferenceEquality") // nothing was left out
    private void sendLeft(Batch batch, IntFunction<Set<String>> atCustomerIo) throws InterruptedException {
        Batch left = filled.left(batch, atCustomerIo);
        if (left != batch) {
            run.pool().release(batch);
        }
        next.send(left);
    }

    private Optional<IntFunction<Optional<Set<String>>>> found(Batch batch) throws InterruptedException {
        try {
            return Optional.of(find(batch));
        } catch (ProblemException e) {
            if (isNeeded) {
                throw e;
            }
            isOver = true;
            Unchecked.tell(run, WHOM + " from " + batch.row(0).location() + " on", e);
            return Optional.empty();
        }
    }

    /** By row, the names of the attributes that the person has; empty for one whom Customer.io does not have, or was not asked for. */
    private IntFunction<Optional<Set<String>>> find(Batch batch) throws InterruptedException {
        var wanted = new EnumMap<IdentifierType, List<String>>(IdentifierType.class);
        for (int i = 0; i < batch.rows(); i++) {
            if (isOfAll || filled.has(batch, i)) {
                wanted.computeIfAbsent(batch.typeOf(i), type -> new ArrayList<>())
                        .add(batch.keyOf(i));
                asked++;
            }
        }
        var answers = new EnumMap<IdentifierType, FoundPeople>(IdentifierType.class);
        for (Map.Entry<IdentifierType, List<String>> some : wanted.entrySet()) {
            FoundPeople answer = people.find(some.getKey(), some.getValue());
            answers.put(some.getKey(), answer);
            found += answer.size();
        }
        tellPace();
        tellDoubt();
        return i -> {
            FoundPeople ofType = answers.get(batch.typeOf(i));
            return ofType == null ? Optional.empty() : ofType.attributesOf(batch.keyOf(i));
        };
    }

    /** A key of another workspace of the account finds nobody, or others: everybody would seem new. */
    private void tellDoubt() {
        if (isNeeded && workspaces > 1 && found == 0 && asked >= SOME && !isDoubted) {
            isDoubted = true;
            var doubt = new Problem(
                    Code.APP_UNCHECKED,
                    Code.APP_UNCHECKED.level(),
                    null,
                    "which workspace appApiKey belongs to was not looked at: the account has " + workspaces
                            + ", and the App API does not say. It has none of the first " + asked
                            + " people of the run",
                    "check that appApiKey was made in the workspace of siteId. Nothing to do if all of these people are new");
            if (run.config().guards().level(Code.APP_UNCHECKED) != Level.OFF) {
                run.options().progress().noticed(doubt);
                run.account().log().add(doubt);
            }
        }
    }

    /** Says once that it is the App API which says how fast the run is. */
    private void tellPace() {
        if (asked >= MANY && !isSlow) {
            isSlow = true;
            run.options().progress().noticed(new Problem(Code.SLOWED_DOWN, Level.WARN, null, PACE, FEWER));
        }
    }

    private void sendNew(Batch batch, IntPredicate isThere) throws InterruptedException {
        int there = 0;
        for (int i = 0; i < batch.rows(); i++) {
            there += isThere.test(i) ? 1 : 0;
        }
        if (there == 0) {
            sendLeft(batch, i -> Set.of());
            return;
        }
        try {
            adopted.note(batch, isThere);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Batch others = batch.part(i -> !isThere.test(i));
        run.account().tally().unchanged.add(there);
        tellThere(batch, isThere);
        run.pool().release(batch);
        if (others.rows() > 0) {
            sendLeft(others, i -> Set.of());
        }
    }

    private void tellThere(Batch batch, IntPredicate isThere) {
        for (int i = 0; i < batch.rows(); i++) {
            if (isThere.test(i)) {
                run.account().rows().ends().end(batch.number(i), How.UNCHANGED);
            }
        }
    }

    /** Who was missed has not got what was sent: it stays in doubt, so that the next run sends it again. */
    private void tellMissed(Batch batch, IntPredicate isThere) {
        batch.changeNotes(i -> !isThere.test(i), CheckedSink::inDoubt);
        for (int i = 0; i < batch.rows(); i++) {
            if (!isThere.test(i)) {
                run.account()
                        .log()
                        .add(Problem.of(
                                Code.UPDATE_MISSED,
                                batch.row(i).location(),
                                "Customer.io does not have the person, so that the row changes no one"));
            }
        }
    }

    private static byte[] inDoubt(byte[] note) {
        var doubtful = new GrowingBytes(note.length);
        try {
            new StateEntries(note, 0, note.length).forEach(entry -> entry.writeUnsure(doubtful));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(doubtful.bytes(), doubtful.length());
    }

    @Override
    public long oldestUnfinished() {
        return next.oldestUnfinished();
    }
}
