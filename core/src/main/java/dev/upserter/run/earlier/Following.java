package dev.upserter.run.earlier;

import dev.upserter.history.LastRuns;
import dev.upserter.history.RunHeader;
import dev.upserter.history.RunHeader.Left;
import dev.upserter.history.StateFolder;
import dev.upserter.history.Unsent;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.run.execution.RunSpec;
import dev.upserter.run.option.Resume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run that starts makes of those before it that did not come to their end.
 *
 * @param goesOn   the run that it goes on with; empty for a new run
 * @param before   the last of the others; empty if there is none
 * @param left     those whose remaining rows are never sent
 * @param replaced what to say of those whose place it takes
 * @param resumes  whether it was asked to go on with an earlier run
 * @param waitsFor the run that is to be finished before this one still, should this one stop before anything arrived
 */
public record Following(
        Optional<String> goesOn,
        Optional<String> before,
        List<Left> left,
        List<String> replaced,
        boolean resumes,
        Optional<String> waitsFor) {

    public Following {
        left = List.copyOf(left);
        replaced = List.copyOf(replaced);
    }

    /** A run about which nothing earlier matters. */
    public static Following nothing() {
        return new Following(Optional.empty(), Optional.empty(), List.of(), List.of(), false, Optional.empty());
    }

    /** One that goes on with a run, whatever has changed. */
    public static Following of(StateFolder folder, String run) {
        var left = new ArrayList<Left>();
        Optional<RunHeader> header = RunHeader.read(folder.run(run));
        Optional<String> waitsFor = header.flatMap(RunHeader::waitsFor).filter(folder::isUnfinished);
        header.ifPresent(found -> {
            left.addAll(found.left());
            waitsFor.map(other -> new Left(other, Unsent.of(folder.run(other)), "this run was begun after it", false))
                    .filter(other -> !other.unsent().isNone())
                    .ifPresent(left::add);
        });
        return new Following(Optional.of(run), Optional.empty(), left, List.of(), true, waitsFor);
    }

    /**
     * Finds it.
     *
     * @param runs where the last run is noted; empty where none matters
     * @param log  is notified of a run that came after the one it goes on with
     * @throws dev.upserter.problem.ProblemException if it is to go on with a run and cannot
     */
    public static Following of(Optional<LastRuns> runs, RunSpec spec, RunHeader now, ProblemLog log)
            throws IOException {
        StateFolder folder = spec.folder();
        List<String> unfinished = new ArrayList<>(runs.isPresent() ? folder.unfinished(runs.get()) : List.of());
        unfinished.remove(spec.id());
        return switch (spec.options().resume()) {
            case Resume.Of of -> {
                folder.requireResumable(of.run(), now, spec.use().scope());
                noteLater(spec, of.run(), now, log);
                yield of(folder, of.run());
            }
            case Resume.Strict strict -> {
                unfinished.stream()
                        .reduce((one, other) -> other)
                        .ifPresent(
                                run -> folder.requireSame(run, now, spec.use().scope()));
                yield unfinished.isEmpty() ? nothing() : of(folder, unfinished.getLast());
            }
            case Resume.Latest latest -> new Finder(folder, spec, now, true).find(unfinished);
            case Resume.Not not -> new Finder(folder, spec, now, false).find(unfinished);
        };
    }

    /** Of a run that sends all rows, nobody knows which of its people a later one held. */
    private static void noteLater(RunSpec spec, String run, RunHeader now, ProblemLog log) {
        if (!spec.isIncremental() && Retry.runOf(spec.data(), spec.folder()).isEmpty()) {
            spec.folder().laterRuns(run, now).stream()
                    .findFirst()
                    .map(later -> Problem.of(
                            Code.RUN_OVERTAKEN,
                            null,
                            "the run " + later
                                    + " came after this one, which continues all the same: where both hold the same"
                                    + " " + spec.config().kind().kind().things()
                                    + ", the older rows are in effect now"))
                    .ifPresent(log::add);
        }
    }

    /** Looks at each of the runs. */
    private record Finder(StateFolder folder, RunSpec spec, RunHeader now, boolean resumes) {

        Following find(List<String> unfinished) throws IOException {
            var left = new ArrayList<Left>();
            var replaced = new ArrayList<String>();
            for (String run : unfinished) {
                Course course = Course.of(folder, run, spec, now);
                if (course instanceof Course.GoOn && resumes && run.equals(unfinished.getLast())) {
                    Following goingOn = of(folder, run);
                    goingOn.left().stream()
                            .filter(one ->
                                    left.stream().noneMatch(other -> other.run().equals(one.run())))
                            .forEach(left::add);
                    return new Following(goingOn.goesOn(), Optional.empty(), left, replaced, true, goingOn.waitsFor());
                }
                take(run, course, left, replaced);
            }
            Optional<String> before = unfinished.isEmpty() ? Optional.empty() : Optional.of(unfinished.getLast());
            return new Following(Optional.empty(), before, left, replaced, resumes, Optional.empty());
        }

        private void take(String run, Course course, List<Left> left, List<String> replaced) throws IOException {
            Optional<RunHeader> header = RunHeader.read(folder.run(run));
            if (folder.wasCutOff(run)) {
                header.ifPresent(cutOff -> left.addAll(cutOff.left()));
            }
            boolean wasTold = !resumes
                    && header.filter(then -> then.configuration() == null).isPresent();
            switch (course) {
                case Course.GoOn goOn -> {}
                case Course.Replace replace -> replaced.add(replaced(run, replace.why()));
                case Course.FinishFirst first -> leave(run, unfinished(), !resumes && isOfCommand(), wasTold, left);
                case Course.Abandon abandon -> leave(run, abandon.why(), false, wasTold, left);
            }
        }

        /** Data that were handed over with their configuration come without options. */
        private boolean isOfCommand() {
            return spec.options().configuration() != null;
        }

        private String unfinished() {
            return resumes
                    ? "its own data stopped it again when it was to be finished first"
                    : "this run was started without --resume";
        }

        private String replaced(String run, String why) {
            return "the run " + run + " did not complete, and this one takes its place ("
                    + (spec.isIncremental()
                            ? "what differs from what was delivered is sent"
                            : "all rows are sent from the start")
                    + "): " + why;
        }

        /** The answer to an upload has already said that its data did not arrive. */
        private void leave(String run, String why, boolean helpsResume, boolean wasTold, List<Left> left) {
            Unsent unsent = Unsent.of(folder.run(run));
            if (!wasTold && !unsent.isNone()) {
                left.add(new Left(run, unsent, why, helpsResume));
            }
        }
    }

    /** The same for a run that waits for another one still, should it stop before anything arrived. */
    public Following waitingFor(String run) {
        return new Following(goesOn, before, left, replaced, resumes, Optional.of(run));
    }

    /** Says all of it. */
    public void note(ProblemLog log) {
        for (Left one : left) {
            log.add(one.problem(), Math.max(1, one.unsent().rows()));
        }
        if (resumes) {
            replaced.forEach(message -> log.add(Problem.of(Code.RUN_REPLACED, null, message)));
        }
    }
}
