package dev.upserter.run.pass;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.guard.Guard;
import dev.upserter.guard.Verdict;
import dev.upserter.mapping.Mapped;
import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.RunVariables;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.plan.Removal;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.Header;
import dev.upserter.record.SourceRecord;
import dev.upserter.run.check.RejectionLimit;
import dev.upserter.run.execution.Account;
import dev.upserter.run.execution.Sink;
import dev.upserter.source.Source;
import dev.upserter.state.suppression.SuppressedPeople;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** One reading of a source, from the first row to the last: map, guard, pack. For one thread. */
final class Pass {
    private final SyncConfig config;
    private final Account account;
    private final Mapper mapper;
    private final Guard guard;
    private final SuppressedPeople suppressed;
    private final Sink outlet;
    private final BiConsumer<SourceRecord, Problem> rejected;
    private final RejectionLimit rejections;
    private final boolean linesHaveEnds;
    /** Rows that were read and are not yet counted as anything else: one at most. */
    private long unplaced;

    private long ignored;
    private long footers;
    private List<Header> headers = List.of();

    /**
     * A pass that has not started.
     *
     * @param config       the sync
     * @param run          what rules may tell of the run
     * @param repeatsAreSent whether each of several rows of one person is sent
     * @param surroundings tell the time
     * @param account      where everything is counted
     * @param suppressed   whose rows are left out
     * @param outlet       where the rows go that may be sent
     * @param rejected     where the others go
     * @param rejections   how many of them there may be
     * @param linesHaveEnds whether a last line without an end is a sign that the source is cut off
     */
    Pass(
            SyncConfig config,
            RunVariables run,
            boolean repeatsAreSent,
            Surroundings surroundings,
            Account account,
            SuppressedPeople suppressed,
            Sink outlet,
            BiConsumer<SourceRecord, Problem> rejected,
            RejectionLimit rejections,
            boolean linesHaveEnds) {
        this.config = config;
        this.account = account;
        this.suppressed = suppressed;
        this.outlet = outlet;
        this.rejected = rejected;
        this.rejections = rejections;
        this.linesHaveEnds = linesHaveEnds;
        this.mapper = new Mapper(config.mapping(), run, config.guards()::level, account.log());
        this.guard = new Guard(
                config.guards(),
                config.mapping(),
                config.delivery().api() == Api.SINGLE,
                repeatsAreSent,
                surroundings.clock(),
                account.log());
    }

    /**
     * Reads the rows and hands all on that may be sent. Where the source breaks off, the rows before the break are sent
     * only if others have been sent already. Whatever ends the pass, each row that was read is counted.
     *
     * @param limit   rows to read at most; empty for all
     * @param stopped asked before each row
     * @throws ProblemException     if the source broke off, or what is not sent cannot be written down
     * @throws InterruptedException if the thread was interrupted while it waited for room
     */
    void run(Source source, OptionalLong limit, BooleanSupplier stopped) throws InterruptedException {
        try {
            boolean wholly = read(source, limit.orElse(Long.MAX_VALUE), stopped);
            if (wholly && (limit.isEmpty() || !source.hasNext())) {
                account.readAll();
            }
            if (wholly && areFewRejected(true)) {
                outlet.flush();
                requireRows();
            }
        } catch (ProblemException e) {
            if (outlet.hasSent()) {
                outlet.flush();
            }
            throw e;
        } finally {
            account.tally().pending.add(outlet.waiting() + unplaced);
            finish();
        }
    }

    /** True if nothing stopped the reading. */
    private boolean read(Source source, long most, BooleanSupplier stopped) throws InterruptedException {
        if (source.hasNext()) {
            source.warnings().forEach(this::warn);
            headers = source.headers();
        }
        for (long rows = 0; rows < most && account.stop().isEmpty() && source.hasNext(); rows++) {
            if (stopped.getAsBoolean()) {
                return false;
            }
            SourceRecord record = source.next();
            account.tally().read.increment();
            unplaced++;
            take(record);
            if (account.stop().isPresent() || rejections.isDue() && !areFewRejected(false)) {
                return false;
            }
        }
        return account.stop().isEmpty() && !stopped.getAsBoolean();
    }

    /** Ends the run where too many rows were rejected; false if it did. */
    private boolean areFewRejected(boolean isWhole) {
        Optional<Problem> tooMany = rejections.exceeded(isWhole);
        tooMany.ifPresent(problem -> account.stopFor(List.of(problem)));
        return tooMany.isEmpty();
    }

    /** Notes what is odd about the source as a whole. */
    private void warn(Problem odd) {
        Level level = config.guards().level(odd.code());
        if (level == Level.OFF) {
            return;
        }
        var inForce = new Problem(odd.code(), level, odd.location(), odd.message(), odd.hint());
        if (level == Level.STOP) {
            account.stopFor(List.of(inForce));
        } else {
            account.log().add(inForce);
        }
    }

    /** What stands after the last row is counted, and told where it may be one. */
    private void leaveOut(SourceRecord record) {
        unplaced--;
        footers++;
        account.tally().filtered.increment();
        if (record.isFooterLikeRow()) {
            warn(Problem.of(
                    Code.FOOTER_UNCLEAR,
                    record.location(),
                    "source.footer leaves this out, but each column has a value, as in a row; it was not sent"));
        }
    }

    private void take(SourceRecord record) throws InterruptedException {
        if (record.isFooter()) {
            leaveOut(record);
            return;
        }
        if (record.defect().isPresent()) {
            reject(record, record.defect().get());
            return;
        }
        switch (mapper.map(record)) {
            case Mapped.Person person -> takePerson(person, record);
            case Mapped.Rejected rejection -> reject(record, rejection.problem());
            case Mapped.FilteredOut filteredOut -> {
                unplaced--;
                account.tally().filtered.increment();
            }
        }
    }

    private void takePerson(Mapped.Person person, SourceRecord record) throws InterruptedException {
        if (suppressed.contains(person.operation().identifier())) {
            leaveOut(person.operation(), record);
        } else if (linesHaveEnds && record.isOpenEnded()) {
            outlet.held(person.operation());
            reject(record, cutOff(record));
        } else {
            check(person, record);
        }
    }

    /** Customer.io would accept the row, and ignore it. */
    private void leaveOut(IdentifyPerson operation, SourceRecord record) {
        outlet.leftOut(operation);
        unplaced--;
        ignored++;
        account.tally().filtered.increment();
        account.log().add(Code.SUPPRESSED, Code.SUPPRESSED.level(), "", () -> suppressed(record));
    }

    private static Problem suppressed(SourceRecord record) {
        return Problem.of(
                Code.SUPPRESSED,
                record.location(),
                "an earlier run suppressed the person, so that Customer.io would ignore the row; it was not sent");
    }

    private Problem cutOff(SourceRecord record) {
        boolean removes =
                config.incremental().isMirror() && config.incremental().removed() != Removal.NOTHING;
        return Problem.of(
                Code.RECORD_UNREADABLE,
                record.location(),
                "the last line has no end, which it had in the last run that completed: its last value may be cut off",
                removes
                        ? "export the data again; if they are whole, --allow-removals takes them as whole"
                        : "export the data again; if the row is whole, upserter retry sends it, and the next run takes"
                                + " such an end as whole");
    }

    private void check(Mapped.Person person, SourceRecord record) throws InterruptedException {
        switch (guard.check(person.operation(), record, person.duplicates())) {
            case Verdict.Send send -> {
                unplaced--;
                rejections.count(false);
                outlet.add(send.operation(), record);
            }
            case Verdict.Reject rejection -> {
                outlet.held(person.operation());
                reject(record, rejection.problem());
            }
        }
    }

    private void reject(SourceRecord record, Problem problem) {
        Level level = config.guards().level(problem.code()) == Level.STOP ? Level.STOP : problem.level();
        var inForce = new Problem(problem.code(), level, record.location(), problem.message(), problem.hint());
        rejected.accept(record, inForce);
        rejections.count(true);
        unplaced--;
        account.log().add(inForce);
        account.tally().rejected.increment();
        if (level == Level.STOP) {
            account.stopForCounted(inForce);
        }
    }

    private void requireRows() {
        if (account.tally().read.sum() == footers) {
            note(Code.INPUT_EMPTY, "the data holds no rows");
        } else if (account.tally().filtered.sum() - ignored
                == account.tally().read.sum()) {
            note(
                    Code.INPUT_EMPTY_AFTER_FILTER,
                    config.mapping().filter() == null
                            ? "all cells of every row are empty"
                            : "the filter left out every row");
        }
    }

    private void note(Code code, String message) {
        Level level = config.guards().level(code);
        var problem = new Problem(code, level, null, message, code.help());
        if (level == Level.STOP) {
            account.stopFor(List.of(problem));
        } else if (level != Level.OFF) {
            account.log().add(problem);
        }
    }

    /** Tells what can be told only when the rows have been read. */
    private void finish() {
        guard.finish();
        new FieldNotes(config, account, headers).tell(mapper);
    }
}
