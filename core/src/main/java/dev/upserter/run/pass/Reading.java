package dev.upserter.run.pass;

import dev.upserter.batch.BatchSink;
import dev.upserter.batch.Packer;
import dev.upserter.history.CompletedRun;
import dev.upserter.history.RunId;
import dev.upserter.history.SourcePrint;
import dev.upserter.kind.Suppression;
import dev.upserter.kind.Triggers;
import dev.upserter.operation.Subject;
import dev.upserter.pipeline.CountingSink;
import dev.upserter.pipeline.EventDataWatch;
import dev.upserter.pipeline.Intake;
import dev.upserter.pipeline.IntakeRules;
import dev.upserter.pipeline.PackingSink;
import dev.upserter.pipeline.RejectionLimit;
import dev.upserter.pipeline.Sink;
import dev.upserter.plan.IncrementalConfig;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.Header;
import dev.upserter.record.SourceRecord;
import dev.upserter.run.check.SourceCheck;
import dev.upserter.run.check.SourceShape;
import dev.upserter.run.check.SourceVerdict;
import dev.upserter.run.earlier.FirstEvents;
import dev.upserter.run.earlier.Members;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.execution.RunAccount;
import dev.upserter.run.option.StopWatch;
import dev.upserter.source.Head;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import dev.upserter.state.KnownPeople;
import dev.upserter.state.suppression.SuppressedPeople;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Reads the source of a run, and notes in its account what ended the reading. For one thread. */
public final class Reading {
    private final Execution run;
    private final Kind kind;
    private final Optional<CompletedRun> before;
    private final SourceCheck check;
    private LeftOut leftOut = new LeftOut(SuppressedPeople.NONE);

    /** What the source is read for. */
    public enum Kind {
        /** To see what a run would do; nobody else is kept from it meanwhile. */
        LOOK,
        /** To send it; the sync is locked. */
        RUN,
        /** To send again what a run did not deliver: it was looked at before, and may well be rejected again. */
        RETRY
    }

    public Reading(Execution run, Kind kind) {
        this.run = run;
        this.kind = kind;
        this.before = run.spec().memory().flatMap(CompletedRun::read);
        this.check = new SourceCheck(
                run.config(),
                RunId.variables(run.id()),
                !run.isIncremental(),
                run.surroundings(),
                before,
                this::knowsAddresses);
    }

    /** Refuses the answer to a query before its rows are written down, where that is known from its columns. */
    public void require(List<Header> headers, List<Problem> warnings) {
        check.require(headers, warnings);
    }

    /** Opens the source; nobody has looked at it. */
    public Head open() throws IOException {
        return new Head(Sources.open(run.data(), run.config().source()), run.memory());
    }

    /**
     * Looks at the first rows of an open source: whether they are to be read. Otherwise the account says why not.
     *
     * @param rejected where the rows go that are not sent, if too many of the first are rejected
     */
    public boolean accepts(Head source, BiConsumer<SourceRecord, Problem> rejected) throws InterruptedException {
        if (kind == Kind.RETRY) {
            return true;
        }
        return switch (check.of(source, run.options().limit(), run.options().stop()::isStopped)) {
            case SourceVerdict.Good good -> {
                noteAddresses();
                yield true;
            }
            case SourceVerdict.Refused refused -> {
                run.account().stopFor(refused.problems());
                yield false;
            }
            case SourceVerdict.Rejecting rejecting -> {
                count(rejecting, source, rejected);
                yield false;
            }
        };
    }

    private void noteAddresses() {
        if (check.hasAddresses()) {
            run.account().note(SourceCheck.ADDRESSES, "true");
        }
    }

    /** Counts the rows that were looked at, as a run that goes on would. */
    private void count(SourceVerdict.Rejecting rejecting, Source source, BiConsumer<SourceRecord, Problem> rejected)
            throws InterruptedException {
        mapAndGuard(source, OptionalLong.of(rejecting.rows()), rejected, packing(nowhere()), run::isAskedToStop);
        if (run.account().stop().isEmpty()) {
            run.account().stopFor(List.of(rejecting.problem()));
        }
    }

    private boolean knowsAddresses() {
        if (kind == Kind.RETRY || !run.isIncremental()) {
            return false;
        }
        try (KnownPeople known = kind == Kind.RUN
                ? run.spec().states().peek(run.id())
                : run.spec().states().peek()) {
            return SourceCheck.areAddresses(known);
        } catch (IOException unreadable) {
            return false; // the run itself says what is wrong with it
        }
    }

    /** Opens the source, and reads, maps and guards all rows; nothing is sent, and no file is written. */
    public void look() throws InterruptedException, IOException {
        try (Head source = open();
                var watch = StopWatch.on(run.options().stop(), source::cancel)) {
            if (accepts(source, (record, problem) -> {})) {
                count(source, (record, problem) -> {});
            }
        }
    }

    /** Reads, maps, guards and packs all rows, and only counts them. */
    public void count(Source source, BiConsumer<SourceRecord, Problem> rejected) throws InterruptedException {
        mapAndGuard(source, rejected, packing(nowhere()), run::isAskedToStop);
    }

    private BatchSink nowhere() {
        return new CountingSink(run.account().tally(), run.pool());
    }

    /** Packs rows as they come, and hands batches on. */
    public Sink packing(BatchSink sink) {
        RunAccount account = run.account();
        var packing = new PackingSink(new Packer(run.pool(), sink), run.config().guards(), account.log());
        return UnsettledRows.of(packing, run.history(), account.rows());
    }

    /**
     * Reads, maps and guards all rows.
     *
     * @param rejected where the rows go that are not sent
     * @param outlet   where the others go
     * @param stopped  asked before each row
     */
    public void mapAndGuard(
            Source source, BiConsumer<SourceRecord, Problem> rejected, Sink outlet, BooleanSupplier stopped)
            throws InterruptedException {
        mapAndGuard(source, run.options().limit(), rejected, outlet, stopped);
    }

    private Predicate<Subject> ignored() {
        boolean isIgnored = run.config().kind().kind().suppression() == Suppression.NONE;
        leftOut = new LeftOut(isIgnored ? SuppressedPeople.read(run.spec().suppressed()) : SuppressedPeople.NONE);
        return leftOut;
    }

    /** Whose rows were left out, as they are remembered as suppressed. */
    public LeftOut leftOut() {
        return leftOut;
    }

    private void mapAndGuard(
            Source source,
            OptionalLong most,
            BiConsumer<SourceRecord, Problem> rejected,
            Sink outlet,
            BooleanSupplier stopped)
            throws InterruptedException {
        RejectionLimit limit = kind == Kind.RETRY ? RejectionLimit.none() : check.limit();
        EventDataWatch eventData =
                kind == Kind.RETRY ? null : FirstEvents.of(run).watch().orElse(null);
        try (var members = Members.of(run.spec())) {
            var rules = new IntakeRules(
                    !run.isIncremental(),
                    linesHaveEnds() ? cutOffHint() : null,
                    ignored(),
                    FirstEvents.triggers(run) == Triggers.HOLD,
                    eventData,
                    limit);
            var intake = new Intake(
                    run.config().pipeline(RunId.variables(run.id())),
                    rules,
                    run.surroundings().clock(),
                    run.account().rows(),
                    MemberWatch.of(outlet, members, run.account().log()),
                    rejected,
                    run.memory());
            new Pass(intake, run.config().guards(), run.account()).run(source, most, stopped);
            run.account().note(CompletedRun.HIGHEST_SHARE, Double.toString(limit.highest()));
            noteShape(source);
            if (eventData != null) {
                run.account().note(eventData, run.config().mapping(), source.headers());
            }
        } catch (ProblemException e) {
            run.stopFor(e);
        }
        if (run.isAskedToStop()) {
            run.account().stopFor(List.of(Execution.interrupted()));
        }
    }

    /** Whether the lines of an earlier run's source all had ends, so that one without is a sign of a cut. */
    private boolean linesHaveEnds() {
        return kind != Kind.RETRY
                && !run.use().allowRemovals()
                && before.flatMap(SourceShape::of)
                        .filter(SourceShape::endsLines)
                        .isPresent();
    }

    private String cutOffHint() {
        IncrementalConfig how = run.config().incremental();
        return how.isMirror() && how.removed() != Removal.NOTHING
                ? "export the data again. If they are whole, --allow-removals takes them as whole"
                : "export the data again. If the row is whole, upserter retry sends it, and the next run takes such an"
                        + " end as whole";
    }

    /** Where only what changed is sent, it depends on more what the next run is to know. */
    private void noteShape(Source source) {
        if (!run.isIncremental()) {
            run.account().note(SourceShape.FACT, SourceShape.of(source.ends()).text());
        }
    }

    /** A file that somebody wrote to while it was read may have lost rows, or shown some twice. */
    public void requireUnchanged() throws IOException {
        SourcePrint before = run.spec().print();
        if (before != null
                && !run.account().wasInterrupted()
                && !SourcePrint.of(run.data()).filter(before::untouched).isPresent()) {
            run.account()
                    .stopFor(List.of(Problem.of(
                            Code.INPUT_CHANGED,
                            new Location.InFile(run.data().name()),
                            "the file was written to while it was read. Some rows may be missing")));
        }
    }
}
