package dev.upserter.run.earlier;

import dev.upserter.history.LastRuns;
import dev.upserter.history.RunHeader;
import dev.upserter.history.StateFolder;
import dev.upserter.history.Unsent;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.report.Finding;
import dev.upserter.report.RunReport;
import dev.upserter.report.Status;
import dev.upserter.run.execution.RunAccount;
import dev.upserter.run.execution.RunSpec;
import dev.upserter.run.option.Resume;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finishes the runs before one that did not come to their end, where their sources are as they were: older rows take precedence over
 * newer ones. For one thread.
 */
public final class EarlierRuns {
    /**
     * What is about the data of the run that stopped, which would stop it again: the run after it begins all the same. After any
     * other stop it waits, since what stopped the one would stop the other, or passes by itself.
     */
    private static final Set<Code> ABOUT_DATA = aboutData();

    /** The problems of a source and of its rows are together, in the order of the codes. */
    private static Set<Code> aboutData() {
        Set<Code> codes = EnumSet.range(Code.INPUT_NOT_FOUND, Code.REJECT_LIMIT);
        codes.removeAll(EnumSet.of(Code.QUERY_FAILED, Code.CONNECTION_FAILED));
        codes.add(Code.REJECTED_BY_SERVER);
        codes.add(Code.ROW_OLDER);
        codes.add(Code.REFUSED_ALIKE);
        return codes;
    }

    /** Finishes one run. */
    public interface Finisher {
        /**
         * Goes on with it.
         *
         * @param changed what has changed in the configuration; empty if nothing
         */
        RunReport finish(String run, DataFile data, String changed);
    }

    private final LastRuns runs;
    private final RunSpec spec;
    private final RunAccount account;
    private final Finisher finisher;
    private final List<String> unfinished;
    private boolean isRefusedAlike;

    /**
     * Looks which there are.
     *
     * @param spec    the run
     * @param account of the run
     */
    public EarlierRuns(LastRuns runs, RunSpec spec, RunAccount account, Finisher finisher) throws IOException {
        this.runs = runs;
        this.spec = spec;
        this.account = account;
        this.finisher = finisher;
        this.unfinished = spec.options().resume() instanceof Resume.Latest && !spec.replacesEarlier()
                ? runs.state().unfinished(runs)
                : List.of();
    }

    /** The last of them, after which the run is to come; empty if none is to be finished, or the run goes on with it. */
    public Optional<String> last() throws IOException {
        RunHeader now = spec.header();
        boolean isAny = false;
        for (String run : unfinished) {
            Course course = Course.of(runs.state(), run, spec, now);
            if (course instanceof Course.GoOn && run.equals(unfinished.getLast())) {
                return Optional.empty();
            }
            isAny = isAny || course instanceof Course.FinishFirst || course instanceof Course.GoOn;
        }
        return isAny ? Optional.of(unfinished.getLast()) : Optional.empty();
    }

    /** Finishes those that can be; why the run itself has to wait, if it has. */
    public Optional<Problem> finish() throws IOException {
        RunHeader now = spec.header();
        for (String run : unfinished) {
            Course course = Course.of(runs.state(), run, spec, now);
            Optional<RunReport> report = finish(run, course, run.equals(unfinished.getLast()));
            report.ifPresent(account::finishedFirst);
            isRefusedAlike |= report.filter(EarlierRuns::isRefusedAlike).isPresent();
            Optional<Problem> waits = report.flatMap(ended -> reasonToWait(run, ended));
            if (waits.isPresent()) {
                return waits;
            }
        }
        return Optional.empty();
    }

    private Optional<RunReport> finish(String run, Course course, boolean isLast) {
        return switch (course) {
            case Course.GoOn goOn -> isLast ? Optional.empty() : Optional.of(finisher.finish(run, spec.data(), ""));
            case Course.FinishFirst first ->
                hasNothingLeft(run)
                        ? Optional.empty()
                        : Optional.of(finisher.finish(run, first.data(), first.changed()));
            case Course.Replace replace -> Optional.empty();
            case Course.Abandon abandon -> Optional.empty();
        };
    }

    /** One that ended by itself, with no row left that somebody misses: its file was a wrong one. */
    private boolean hasNothingLeft(String run) {
        StateFolder folder = runs.state();
        return !folder.wasCutOff(run) && Unsent.of(folder.run(run)).isNone();
    }

    /**
     * The last of them, if rows of one were refused alike once more: only the rows of this run show whether that is about those
     * rows or about the workspace.
     */
    public Optional<String> refusedAlike() {
        return isRefusedAlike ? Optional.of(unfinished.getLast()) : Optional.empty();
    }

    private static boolean isRefusedAlike(RunReport report) {
        return stops(report).anyMatch(finding -> finding.code() == Code.REFUSED_ALIKE);
    }

    private static Stream<Finding> stops(RunReport report) {
        return report.status() == Status.STOPPED || report.status() == Status.REFUSED
                ? report.problems().stream().filter(finding -> finding.level() == Level.STOP)
                : Stream.empty();
    }

    private static Optional<Problem> reasonToWait(String run, RunReport report) {
        return stops(report)
                .filter(finding -> !ABOUT_DATA.contains(finding.code()))
                .findFirst()
                .map(finding -> waits(run, finding));
    }

    private static Problem waits(String run, Finding why) {
        String message =
                why.examples().isEmpty() ? "" : ": " + why.examples().getFirst().message();
        return new Problem(
                why.code(),
                why.code().level(),
                null,
                "this run has not begun, since the run " + run + " before it could not be finished" + message,
                "once that is corrected or over, the same command finishes both runs, as long as their data are where"
                        + " they are");
    }

    /** Notes in an account that a run begins anew under another configuration. */
    public static void noteChanged(RunAccount account, String changed) {
        if (!changed.isEmpty()) {
            account.log()
                    .add(Problem.of(
                            Code.RUN_REPLACED,
                            null,
                            "the run begins anew with the configuration as it is now (" + changed
                                    + " changed): all its rows are sent, also those delivered before"));
        }
    }
}
