package dev.upserter.delivery.http;

import dev.upserter.carried.hc.core5.concurrent.Cancellable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The requests of one run that have no answer yet. Thread-safe. */
final class OwnRequests {
    private final Set<Cancellable> open = new HashSet<>();
    private boolean isCancelled;

    synchronized void begin(Cancellable request) throws IOException {
        if (isCancelled) {
            throw new IOException("the run is over");
        }
        open.add(request);
    }

    synchronized void end(Cancellable request) {
        open.remove(request);
    }

    /** Cancels all of them; none may begin any more. */
    void cancel() {
        Set<Cancellable> left;
        synchronized (this) {
            isCancelled = true;
            left = Set.copyOf(open);
        }
        left.forEach(Cancellable::cancel);
    }
}
