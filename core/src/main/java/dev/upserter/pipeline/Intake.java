package dev.upserter.pipeline;

import dev.upserter.batch.Api;
import dev.upserter.guard.Guard;
import dev.upserter.guard.GuardConfig;
import dev.upserter.guard.Verdict;
import dev.upserter.mapping.Mapped;
import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.MixedTypes;
import dev.upserter.mapping.RowValues;
import dev.upserter.mapping.UnfitException;
import dev.upserter.memory.MemoryShare;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Subject;
import dev.upserter.operation.TrackEvent;
import dev.upserter.pipeline.RowEnd.How;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.problem.Quantities;
import dev.upserter.record.SourceRecord;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes one record after another: maps and guards it, then hands it on, rejects it or leaves it out. For one thread. */
public final class Intake {
    private static final String HELD = "the event is younger than 72 hours, and left out as was asked for";
    private static final String REPEATED = "an earlier row says the same";
    private static final String IGNORED =
            "an earlier run suppressed the person, so that Customer.io would ignore the row. It was not sent";

    private final PipelineConfig config;
    private final GuardConfig guards;
    private final RejectionLimit rejections;
    private final Predicate<Subject> suppressed;
    private final @Nullable String cutOffHint;
    private final Account account;
    private final Mapper mapper;
    private final Guard guard;
    /** Looks at keys of rows that are rejected anyway; nobody hears of what it finds. */
    private final Guard keys;

    private final EventAges ages;
    private final @Nullable EventDataWatch eventData;
    private final ConstantWatch constants;
    private final Sink sink;
    private final BiConsumer<SourceRecord, Problem> rejected;
    /** Rows that were read and are not yet counted as anything else: one at most. */
    private long unplaced;

    private final boolean tellsAges;
    private long ignored;
    private long footers;

    /**
     * An intake that has taken nothing.
     *
     * @param config   the rules of mapping and guard
     * @param rules    which rows are taken
     * @param clock    tells which dates are in the future
     * @param account  where everything is counted
     * @param sink     where the rows go that may be sent
     * @param rejected where the others go
     * @param memory   limits what it remembers of rows
     */
    public Intake(
            PipelineConfig config,
            IntakeRules rules,
            InstantSource clock,
            Account account,
            Sink sink,
            BiConsumer<SourceRecord, Problem> rejected,
            MemoryShare memory) {
        this.config = config;
        this.guards = config.guards();
        this.rejections = rules.rejections();
        this.suppressed = rules.suppressed();
        this.tellsAges = rules.repeatsAreSent() || rules.holdsRecent();
        this.cutOffHint = rules.cutOffHint();
        this.account = account;
        this.constants = new ConstantWatch(config.kind().constants());
        this.ages = new EventAges(clock, rules.holdsRecent());
        this.eventData = rules.eventData();
        this.sink = sink;
        this.rejected = rejected;
        this.mapper = new Mapper(config.mapping(), config.kind().maker(), config.run(), guards, account.log());
        boolean isSingle = config.delivery().api() == Api.SINGLE;
        this.guard =
                new Guard(guards, config.mapping(), isSingle, rules.repeatsAreSent(), clock, account.log(), memory);
        this.keys =
                new Guard(guards, config.mapping(), isSingle, rules.repeatsAreSent(), clock, new ProblemLog(), memory);
    }

    /**
     * Takes the next record.
     *
     * @return whether another may be taken; otherwise the account says why not
     * @throws InterruptedException if the thread was interrupted while it waited for room
     */
    public boolean take(SourceRecord record) throws InterruptedException {
        account.tally().read.increment();
        account.ends().read(record);
        unplaced++;
        place(record);
        return account.stop().isEmpty() && (!rejections.isDue() || areFewRejected(false));
    }

    /**
     * Hands on what is left, once every record was taken.
     *
     * @return whether it did; false where too many rows were rejected
     */
    public boolean complete() throws InterruptedException {
        if (areFewRejected(true)) {
            sink.flush();
            return true;
        }
        return false;
    }

    /** Hands on what waits, while more may come. */
    void flush() throws InterruptedException {
        sink.flush();
    }

    /** Where the source breaks off, the rows before the break are sent only if others have been sent already. */
    public void breakOff() throws InterruptedException {
        if (sink.hasSent()) {
            sink.flush();
        }
    }

    /** Counts the rows that came to nothing, and reports what is known only when the rows have been read. */
    public void finish() {
        account.tally().pending.add(sink.waiting() + unplaced);
        unplaced = 0;
        guard.finish();
        account.noteRecentEvents(ages.recent());
        if (tellsAges) {
            ages.tell(guards, account.log());
        }
        mapper.mixed().forEach(this::noteMixed);
        mapper.currencies().forEach(this::noteCurrencies);
    }

    /** What has mapped the records. */
    public Mapper mapper() {
        return mapper;
    }

    /** Notes what is odd about the source as a whole. */
    public void warn(Problem odd) {
        Level level = guards.level(odd.code());
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

    /** Tells of a source in which nothing was to be sent. */
    public void requireRows() {
        if (account.tally().read.sum() == footers) {
            warn(Problem.of(Code.INPUT_EMPTY, null, "the data holds no rows"));
        } else if (account.tally().filtered.sum() - ignored
                == account.tally().read.sum()) {
            warn(Problem.of(
                    Code.INPUT_EMPTY_AFTER_FILTER,
                    null,
                    config.mapping().filter() == null
                            ? "all cells of every row are empty"
                            : "the filter left out every row"));
        }
    }

    /** Ends it where too many rows were rejected; false if it did. */
    private boolean areFewRejected(boolean isWhole) {
        Optional<Problem> tooMany = rejections.exceeded(isWhole);
        tooMany.ifPresent(problem -> account.stopFor(List.of(problem)));
        return tooMany.isEmpty();
    }

    private void place(SourceRecord record) throws InterruptedException {
        if (record.isFooter()) {
            leaveOut(record);
            return;
        }
        guards.decide(record, account.log()::add);
        if (record.defect().isPresent()) {
            reject(record, record.defect().get());
            return;
        }
        switch (mapper.map(record)) {
            case Mapped.Made made -> placeMade(made, record);
            case Mapped.Rejected rejection -> {
                hold(rejection.about(), record);
                reject(record, rejection.problem());
            }
            case Mapped.FilteredOut filteredOut -> filter(record);
        }
    }

    /** What says that rows are missing must not be left out as rows are. */
    private void filter(SourceRecord record) {
        Optional<Problem> notice = guard.checkLeftOut(record);
        if (notice.isPresent()) {
            reject(record, notice.get());
        } else {
            unplaced--;
            account.tally().filtered.increment();
            account.ends().end(record.number(), How.FILTERED);
        }
    }

    /** What a rejected row is about is in the source, unless its key is one that would not be taken at its word. */
    private void hold(@Nullable Operation about, SourceRecord record) {
        if (about != null) {
            account.ends().isAbout(record, about);
        }
        if (about != null && keys.check(about, record, List.of()) instanceof Verdict.Send) {
            sink.held(about.stateKey());
        }
    }

    private void placeMade(Mapped.Made made, SourceRecord record) throws InterruptedException {
        for (String key : constants.look(record)) {
            warn(Problem.of(
                    Code.CONSTANT_NAMES_FIELD,
                    record.location(),
                    "the text of " + key + " is the value itself, and the row has a field of that name"));
        }
        account.ends().isAbout(record, made.operation());
        String hint = cutOffHint;
        if (isIgnored(made.operation())) {
            leaveOut(made.operation().stateKey(), record);
        } else if (hint != null && record.isOpenEnded()) {
            sink.held(made.operation().stateKey());
            reject(record, cutOff(record, hint));
        } else {
            check(isIgnored(made.operation().related()) ? relatingNobody(made, record) : made, record);
        }
    }

    private boolean isIgnored(Operation operation) {
        return suppressed.test(operation.subject()) || isIgnored(operation.other());
    }

    private boolean isIgnored(@Nullable Identifier person) {
        return person != null && suppressed.test(person);
    }

    /** What the row is about is sent; Customer.io would ignore whom it relates. */
    private Mapped.Made relatingNobody(Mapped.Made made, SourceRecord record) {
        account.log().add(Code.SUPPRESSED, Code.SUPPRESSED.level(), "", () -> unrelated(record));
        RowValues values = config.kind().relatingNobody(made.values());
        try {
            return new Mapped.Made(config.kind().maker().of(values), values, made.duplicates());
        } catch (UnfitException e) {
            throw new IllegalStateException("the row became an operation with the person", e);
        }
    }

    private static Problem unrelated(SourceRecord record) {
        return Problem.of(
                Code.SUPPRESSED,
                record.location(),
                "an earlier run suppressed the person whom the row relates, so that Customer.io would ignore the"
                        + " relationship. It was left out, and the rest of the row was sent");
    }

    private void check(Mapped.Made made, SourceRecord record) throws InterruptedException {
        switch (guard.check(made.operation(), record, made.duplicates())) {
            case Verdict.Send send -> {
                unplaced--;
                if (ages.holds(send.operation())) {
                    leaveOut(made.operation().stateKey());
                    account.ends().end(record.number(), How.FILTERED, Code.EVENTS_MAY_TRIGGER, HELD);
                } else {
                    watch(send.operation());
                    rejections.count(false);
                    sink.add(send.operation(), made.values(), record);
                }
            }
            case Verdict.Repeated repeated -> {
                unplaced--;
                leaveOut(made.operation().stateKey());
                account.ends().end(record.number(), How.FILTERED, Code.EVENT_REPEATED, REPEATED);
            }
            case Verdict.Reject rejection -> {
                if (eventData != null && made.operation() instanceof TrackEvent event) {
                    eventData.leaveOut(event);
                }
                if (!rejection.isOfNobodyKnown()) {
                    sink.held(made.operation().stateKey());
                }
                reject(record, rejection.problem());
            }
        }
    }

    private void watch(Operation sent) {
        if (eventData != null && sent instanceof TrackEvent event) {
            eventData.take(event);
        }
    }

    private void reject(SourceRecord record, Problem problem) {
        Level level = guards.rejecting(problem);
        var inForce = new Problem(problem.code(), level, record.location(), problem.message(), problem.hint());
        rejected.accept(record, inForce);
        rejections.count(true);
        unplaced--;
        account.log().add(inForce);
        account.tally().rejected.increment();
        account.ends().end(record.number(), How.REJECTED, inForce);
        if (level == Level.STOP) {
            account.stopForCounted(inForce);
        }
    }

    /** What comes after the last row is counted, and reported where it may be one. */
    private void leaveOut(SourceRecord record) {
        unplaced--;
        footers++;
        account.tally().filtered.increment();
        account.ends().end(record.number(), How.FILTERED);
        if (record.isFooterLikeRow()) {
            warn(
                    Problem.of(
                            Code.FOOTER_UNCLEAR,
                            record.location(),
                            "source.footer leaves this out, but it looks like a row, or says that rows are missing. It was not sent"));
        }
    }

    /** Customer.io would ignore what is sent, or must not see it yet. */
    private void leaveOut(Subject subject) {
        sink.leftOut(subject);
        ignored++;
        account.tally().filtered.increment();
    }

    /** Customer.io would accept the row, and ignore it. */
    private void leaveOut(Subject subject, SourceRecord record) {
        unplaced--;
        leaveOut(subject);
        account.ends().end(record.number(), How.FILTERED, Code.SUPPRESSED, IGNORED);
        account.log().add(Code.SUPPRESSED, Code.SUPPRESSED.level(), "", () -> suppressed(record));
    }

    private static Problem suppressed(SourceRecord record) {
        return Problem.of(Code.SUPPRESSED, record.location(), IGNORED);
    }

    private static Problem cutOff(SourceRecord record, String hint) {
        return Problem.of(
                Code.RECORD_UNREADABLE,
                record.location(),
                "the last line has no end, which it had in the last run that completed: its last value may be cut off",
                hint);
    }

    private void noteCurrencies(String attribute, Set<String> currencies) {
        if (guards.level(Code.TYPE_MIXED) != Level.OFF) {
            account.log()
                    .add(Problem.of(
                            Code.TYPE_MIXED,
                            null,
                            "the amounts in the attribute " + attribute + " are in several currencies: "
                                    + String.join(", ", currencies),
                            "one number mixes them. Send one currency, or convert the amounts before"));
        }
    }

    private void noteMixed(MixedTypes.Mixed mixed) {
        if (guards.level(Code.TYPE_MIXED) != Level.OFF) {
            account.log()
                    .add(Problem.of(
                            Code.TYPE_MIXED,
                            null,
                            "the attribute " + mixed.attribute() + " is a number of seconds in "
                                    + Quantities.say(mixed.numbers()) + " and stays a text in "
                                    + Quantities.say(mixed.texts()) + " rows"));
        }
    }
}
