package dev.upserter;

import dev.upserter.report.Progress;
import dev.upserter.run.option.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What others may do to a run while it goes on. Thread-safe. */
final class ActiveRun {
    private final StopSignal signal = new StopSignal();
    private final List<Runnable> stoppers = new ArrayList<>();
    private volatile @Nullable Supplier<Progress> progress;

    StopSignal signal() {
        return signal;
    }

    /** Has something done when it is to stop; at once, if that was asked for already. */
    void onStop(Runnable action) {
        synchronized (this) {
            if (!signal.isStopped()) {
                stoppers.add(action);
                return;
            }
        }
        action.run();
    }

    void stop() {
        List<Runnable> actions;
        synchronized (this) {
            signal.stop();
            actions = List.copyOf(stoppers);
            stoppers.clear();
        }
        actions.forEach(Runnable::run);
    }

    /** How far it is; null before its first row. */
    @Nullable
    Progress progress() {
        Supplier<Progress> known = progress;
        return known == null ? null : known.get();
    }

    void progress(Supplier<Progress> current) {
        progress = current;
    }
}
