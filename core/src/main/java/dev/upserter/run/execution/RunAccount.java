package dev.upserter.run.execution;

import dev.upserter.history.CompletedRun;
import dev.upserter.history.RunFiles;
import dev.upserter.mapping.FieldSummary;
import dev.upserter.mapping.spec.DeniedFields;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.pipeline.Account;
import dev.upserter.pipeline.EventData;
import dev.upserter.pipeline.EventDataWatch;
import dev.upserter.pipeline.RowEnds;
import dev.upserter.pipeline.Tally;
import dev.upserter.plan.JoinCounts;
import dev.upserter.problem.Code;
import dev.upserter.problem.Defect;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.Header;
import dev.upserter.report.ChangeEvents;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.source.stream.HostStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** All that is known of a run so far: counts, problems, fields, and why it stops, if it does. Threads may share it. */
public final class RunAccount {
    private static final Set<Code> RESUMABLE = EnumSet.of(
            Code.INTERRUPTED, Code.DESTINATION_DOWN, Code.NEVER_ANSWERED, Code.REFUSED_ALIKE, Code.REJECT_LIMIT);

    private final Account rows;
    private final Map<String, String> facts = new ConcurrentHashMap<>();
    private final List<RunReport> finished = new CopyOnWriteArrayList<>();
    private volatile boolean hasReadAll;
    private volatile String destination = "nowhere";
    private volatile FieldSummary fields = FieldSummary.NONE;
    private volatile @Nullable JoinCounts people;
    private volatile @Nullable ChangeEvents changeEvents;
    private volatile Optional<EventData> eventData = Optional.empty();
    private volatile Optional<EventData.Change> eventDataChange = Optional.empty();
    private volatile boolean hasBegun;
    private volatile boolean isThreadInterrupted;
    private volatile @Nullable Throwable cause;

    /** An account of rows of which nobody wants to know one by one. */
    public RunAccount() {
        this(RowEnds.NONE);
    }

    /** @param ends tells what becomes of each row */
    public RunAccount(RowEnds ends) {
        this.rows = new Account(ends);
    }

    /** What became of its rows. */
    public Account rows() {
        return rows;
    }

    public Tally tally() {
        return rows.tally();
    }

    public ProblemLog log() {
        return rows.log();
    }

    public FieldSummary fields() {
        return fields;
    }

    public void fields(FieldSummary summary) {
        fields = summary;
    }

    /** Notes an observation that the next run compares with its own, if this run completes: see {@link CompletedRun}. */
    public void note(String fact, String value) {
        facts.put(fact, value);
    }

    Map<String, String> facts() {
        return Map.copyOf(facts);
    }

    /** An account of its own for a rehearsal, which knows what was finished first and what was found before the first row. */
    RunAccount ofRehearsal() {
        var other = new RunAccount(rows.ends().ofRehearsal());
        other.finished.addAll(finished);
        other.hasBegun = hasBegun;
        other.log().take(log());
        return other;
    }

    /** Notes that every row of the source was read. */
    public void readAll() {
        hasReadAll = true;
    }

    /** Whether every row was read, and nobody wrote more of them meanwhile. */
    boolean hasReadAll() {
        return hasReadAll
                && stop().filter(reason -> reason.code() == Code.INPUT_CHANGED).isEmpty();
    }

    /** Notes how far the source was read. Of a file whose rows were all rejected, nobody misses the rest. */
    public void noteRead(RunFiles files) {
        long rows = tally().read.sum();
        long due = rows - tally().filtered.sum() - tally().rejected.sum();
        boolean rejected = due == 0
                && stop().filter(reason -> reason.code() == Code.REJECT_LIMIT).isPresent();
        files.noteRead(rows, due, hasReadAll() || rejected);
    }

    /** Notes the report of a run before this one that was finished first. */
    public void finishedFirst(RunReport report) {
        finished.add(report);
    }

    public List<RunReport> finishedFirst() {
        return List.copyOf(finished);
    }

    /** How people differ from what was delivered before; empty where that was not looked at. */
    public Optional<JoinCounts> people() {
        return Optional.ofNullable(people);
    }

    public void people(JoinCounts counts) {
        people = counts;
    }

    /** What became of the events that tell of changes; empty where none are to be sent. */
    public Optional<ChangeEvents> changeEvents() {
        return Optional.ofNullable(changeEvents);
    }

    public void changeEvents(ChangeEvents counts) {
        changeEvents = counts;
    }

    /**
     * Notes what the data of its events held, if every row was read, and in any case how those that were read are not as before.
     *
     * @param columns of the source
     */
    public void note(EventDataWatch seen, MappingConfig mapping, List<Header> columns) {
        if (hasReadAll) {
            DeniedFields denied = DeniedFields.of(mapping.deny());
            columns.forEach(header -> seen.columns(header.names().stream()
                    .filter(name -> !denied.removes(name))
                    .toList()));
            eventData = seen.data();
        }
        eventDataChange = seen.change();
    }

    /** Takes what a rehearsal found of the data of the events. */
    public void eventDataOf(RunAccount rehearsal) {
        eventData = rehearsal.eventData;
        eventDataChange = rehearsal.eventDataChange;
    }

    /** Which names the data of the sync's events have held with this run; empty where that is not known. */
    public Optional<EventData> eventData() {
        return eventData;
    }

    /** How they are not as before, if that makes other events of rows that were sent before. */
    public Optional<EventData.Change> eventDataChange() {
        return eventDataChange;
    }

    /** Notes that the run has a folder, and may send from now on. */
    public void begin() {
        hasBegun = true;
    }

    /** Whether a failure has no other reason than that the thread was interrupted. */
    public static boolean isInterruption(Throwable failure) {
        Throwable one = failure;
        for (int depth = 0; one != null && depth < 16; depth++) {
            boolean late = one instanceof SocketTimeoutException;
            if (one instanceof ClosedByInterruptException
                    || one instanceof InterruptedException
                    || one instanceof InterruptedIOException && !late) {
                return true;
            }
            one = one.getCause();
        }
        return false;
    }

    /** Notes that the thread of the run was interrupted. It is set free, so that the run can end as it should. */
    public void noteInterrupt() {
        boolean unused = Thread.interrupted();
        isThreadInterrupted = true;
    }

    /** Ends the run since its thread was interrupted. */
    public void interrupt() {
        noteInterrupt();
        stopFor(List.of(Problem.of(Code.INTERRUPTED, null, "the thread of the run was interrupted")));
    }

    /** Ends the run for what nobody foresaw; a thread that was interrupted while it read or wrote has no other reason. */
    public void stopForUnforeseen(Throwable failure) {
        if (isInterruption(failure)) {
            interrupt();
        } else {
            cause(failure);
            stopFor(List.of(Defect.of("something unforeseen happened", failure)));
        }
    }

    /** Whether it was; whoever ends the run interrupts the thread again. */
    public boolean isThreadInterrupted() {
        return isThreadInterrupted;
    }

    /** What the run ended for, as it was thrown; null if nothing was, or nobody knows. */
    public @Nullable Throwable cause() {
        return cause;
    }

    /** Notes what was thrown, unless something is known already. */
    public void cause(@Nullable Throwable thrown) {
        Throwable own = thrown instanceof HostStream.FailedException ? thrown.getCause() : thrown;
        cause = cause == null ? own : cause;
    }

    /** Where the rows go, for people. */
    public String destination() {
        return destination;
    }

    public void destination(String where) {
        destination = where;
    }

    /** Why the run ends before its source; empty if it does not. */
    public Optional<Problem> stop() {
        return rows.stop();
    }

    /** Ends the run for these problems, as {@link Account#stopFor}. */
    public void stopFor(List<Problem> problems) {
        rows.stopFor(problems);
    }

    /** Ends the run for a problem that has been counted already. */
    public void stopForCounted(Problem problem) {
        rows.stopForCounted(problem);
    }

    /** How the run ends, as far as it has come. */
    public Status status() {
        Optional<Problem> reason = stop();
        long lost = tally().rejected.sum() + tally().deadLetters.sum();
        if (reason.isEmpty()) {
            return lost == 0 && log().noneOf(Code::leavesUndone) ? Status.COMPLETED : Status.COMPLETED_WITH_PROBLEMS;
        }
        boolean nothingArrived = tally().delivered.sum() + tally().deadLetters.sum() == 0
                && !(tally().sent.sum() > 0 && isOurs(reason.get().code()));
        return nothingArrived && !isResumable(reason.get().code()) ? Status.REFUSED : Status.STOPPED;
    }

    /** Whether the run can go on: when the destination answers again, or once the source or the limit was corrected. */
    private boolean isResumable(Code code) {
        return RESUMABLE.contains(code) || code == Code.OUT_OF_RESOURCES && hasBegun;
    }

    /** Whether it tells of this machine alone: what was sent may have arrived, though its answer was not written down. */
    private static boolean isOurs(Code code) {
        return code == Code.STATE_UNWRITABLE || code == Code.OUT_OF_RESOURCES || code == Code.INTERNAL;
    }

    /** Whether the run was asked to stop, rather than forced to. */
    public boolean wasInterrupted() {
        return stop().map(problem -> problem.code() == Code.INTERRUPTED).orElse(false);
    }
}
