package dev.upserter.run.earlier;

import dev.upserter.history.ConfigDigests;
import dev.upserter.history.History;
import dev.upserter.history.RunHeader;
import dev.upserter.history.SourcePrint;
import dev.upserter.history.StateFolder;
import dev.upserter.problem.ProblemException;
import dev.upserter.run.execution.RunSpec;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a run that starts makes of one before it that did not come to its end. */
sealed interface Course {

    /** It goes on with that run: the same rows, the same configuration. */
    record GoOn() implements Course {}

    /**
     * That run is finished first: its source is where it was.
     *
     * @param data    its source
     * @param changed what has changed in the configuration; empty if nothing
     */
    record FinishFirst(DataFile data, String changed) implements Course {}

    /**
     * This run takes its place: nothing of it is missing then.
     *
     * @param why what has changed
     */
    record Replace(String why) implements Course {}

    /**
     * Its remaining rows are never sent.
     *
     * @param why what has changed
     */
    record Abandon(String why) implements Course {}

    /** Why nobody sends the rows of a run. */
    String GONE = "its data are no longer there";

    /** Finds it. */
    static Course of(StateFolder folder, String run, RunSpec spec, RunHeader now) throws IOException {
        Optional<RunHeader> header = RunHeader.read(folder.run(run));
        if (header.isEmpty()) {
            String why = "its run.json cannot be read";
            return spec.replacesEarlier() ? new Replace(why) : new Abandon(why);
        }
        RunHeader then = header.get();
        if (!History.isReadable(folder.run(run))) {
            return spec.replacesEarlier() ? new Replace(History.UNREADABLE) : new Abandon(History.UNREADABLE);
        }
        SourcePrint source = then.source();
        boolean sameData = source != null && now.source() != null && source.same(now.source());
        List<String> hindrances = then.hindrances(now, spec.use().scope());
        if (hindrances.isEmpty()) {
            return new GoOn();
        }
        String why = String.join("; ", hindrances);
        if (!then.hasSameType(now)) {
            return new Abandon(why);
        }
        if (spec.replacesEarlier()) {
            return new Replace(why);
        }
        if (!then.hasSame(ConfigDigests.DESTINATION, now) && History.hasReached(folder.run(run))) {
            return new Abandon(why);
        }
        boolean readsAllOfIt = source != null && (sameData || source.isPartOf(spec.data()));
        return readsAllOfIt ? new Replace(why) : otherData(folder, then, now, why, spec.isIncremental());
    }

    private static Course otherData(
            StateFolder folder, RunHeader then, RunHeader now, String why, boolean isIncremental) throws IOException {
        SourcePrint source = then.source();
        if (source == null || then.wasPlain(now) == isIncremental || !then.hasSame("source", now)) {
            return new Abandon(why);
        }
        try {
            DataFile data = source.data(folder.run(then.run()));
            Optional<SourcePrint> found = SourcePrint.of(data);
            if (found.isEmpty()) {
                return new Abandon(GONE);
            }
            return found.filter(source::same).isPresent()
                    ? new FinishFirst(data, String.join("; ", then.changedParts(now)))
                    : new Abandon(why);
        } catch (ProblemException noLongerThere) {
            return new Abandon(GONE);
        }
    }
}
