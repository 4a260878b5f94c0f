package dev.upserter.run.app;

import dev.upserter.app.AppClient;
import dev.upserter.app.AppSegment;
import dev.upserter.app.ObjectTypes;
import dev.upserter.app.SegmentUse;
import dev.upserter.app.Segments;
import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.history.CompletedRun;
import dev.upserter.history.Scope;
import dev.upserter.kind.KindConfig;
import dev.upserter.kind.SegmentRef;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.execution.Execution;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds by the App API what a configuration names: a segment, an object type. Where there is a key, what is given as a
 * number is looked at, too. For one thread.
 */
public final class NamedThings {
    private final Execution run;
    private final Missing missing;

    private NamedThings(Execution run, Missing missing) {
        this.run = run;
        this.missing = missing;
    }

    /** What is done about a segment that is to be made and is not there. */
    private enum Missing {
        /** It is only reported. */
        TELL,
        /** It is left for the time when the sync is locked. */
        LEAVE,
        MAKE
    }

    /**
     * The run with the numbers of what its configuration names; a run that sends makes what is missing by {@link #make}.
     * What is given as a number already is looked at if that is possible.
     *
     * @param sends whether the run sends
     * @throws ProblemException if something is not there, or a key is needed that is not there
     */
    public static Execution resolve(Execution run, boolean sends) throws InterruptedException {
        KindConfig kind = run.config().kind();
        boolean hasKey = run.config().destination().app().isThere();
        if (kind.mode() == Mode.CREATE && !run.isIncremental() && !hasKey) {
            throw new ProblemException(AppClient.missing(
                    "mode: create asks the App API whom Customer.io has, unless incremental: true keeps a state"));
        }
        Optional<SegmentRef> segment = kind.segment().filter(ref -> ref.name().isEmpty() || !ref.hasNumber());
        boolean isNamed = kind.segmentName().isPresent();
        if (isNamed && !hasKey) {
            throw new ProblemException(AppClient.missing("segment is a name, which the App API knows"));
        }
        if (!hasKey || segment.isEmpty() && kind.objectType().isEmpty()) {
            return run;
        }
        var names = new NamedThings(run, sends ? Missing.LEAVE : Missing.TELL);
        if (isNamed || kind.objectTypeName().isPresent()) {
            return names.resolve(kind, run.config().delivery());
        }
        try {
            return names.resolve(kind, Unchecked.patience(run.config().delivery()));
        } catch (ProblemException e) {
            Unchecked.tell(run, numbered(kind), e);
            return run;
        }
    }

    /** Whether the run's segment has no number yet, as it is to be made. */
    public static boolean lacksSegment(Execution run) {
        return run.config().kind().segmentName().isPresent();
    }

    /**
     * A run that lacks its segment with it, which is made if it is still not there. The sync is locked.
     *
     * @throws ProblemException if it cannot be made
     */
    public static Execution make(Execution run) throws InterruptedException, IOException {
        try (SegmentMaking making = SegmentMaking.take(run.folder().path())) {
            return new NamedThings(run, Missing.MAKE)
                    .resolve(run.config().kind(), run.config().delivery());
        }
    }

    private static String numbered(KindConfig kind) {
        return kind.segment()
                .map(segment -> "whether the segment " + segment + " is a manual one")
                .orElseGet(() ->
                        "whether there is the object type " + kind.objectType().orElseThrow());
    }

    private Execution resolve(KindConfig kind, DeliveryConfig patience) throws InterruptedException {
        try (AppSession session = AppSession.open(run, patience)) {
            KindConfig known = kind;
            if (kind.segment().isPresent()) {
                known = segment(kind, kind.segment().get(), new Segments(session.client()));
            }
            Optional<String> type = kind.objectType();
            if (type.isPresent()) {
                String number = new ObjectTypes(session.client()).number(type.get());
                known = number.equals(type.get()) ? known : known.withObjectType(number);
            }
            return known.equals(kind) ? run : run.of(run.config().withKind(known));
        }
    }

    private KindConfig segment(KindConfig kind, SegmentRef ref, Segments segments) throws InterruptedException {
        if (ref.hasNumber()) {
            tellUse(segments.numbered(ref.number()), segments);
            return kind;
        }
        Optional<AppSegment> found = segments.named(ref.name());
        if (found.isPresent()) {
            tellUse(found.get(), segments);
            return kind.withSegment(found.get().number());
        }
        if (!kind.createsSegment() || run.use().scope() == Scope.BASELINE) {
            throw segments.unknown(ref.name());
        }
        if (missing == Missing.LEAVE) {
            return kind;
        }
        if (missing == Missing.TELL) {
            tell(Code.SEGMENT_CREATED, "there is no segment named '" + ref.name() + "' yet: a run that sends makes it");
            return kind;
        }
        AppSegment made = segments.create(ref.name());
        tell(Code.SEGMENT_CREATED, "the segment '" + ref.name() + "' was made, of the number " + made.number());
        return kind.withSegment(made.number());
    }

    /** Whoever joins may start campaigns: reported before, and once. */
    private void tellUse(AppSegment segment, Segments segments) throws InterruptedException {
        boolean isKnown = missing != Missing.TELL
                && run.spec().memory().flatMap(CompletedRun::read).isPresent();
        if (isKnown || run.config().guards().level(Code.SEGMENT_USED) == Level.OFF) {
            return;
        }
        SegmentUse use;
        try {
            use = segments.use(segment.number());
        } catch (ProblemException e) {
            Unchecked.tell(run, "what uses the segment " + segment.number(), e);
            return;
        }
        if (!use.inWords().isEmpty()) {
            tell(
                    Code.SEGMENT_USED,
                    "the segment " + segment.number() + " ('" + segment.name() + "') is used by " + use.inWords());
        }
    }

    private void tell(Code code, String what) {
        if (run.config().guards().level(code) != Level.OFF) {
            run.account().log().add(Problem.of(code, null, what));
        }
    }
}
