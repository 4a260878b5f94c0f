package dev.upserter.sandbox.traffic;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Counts requests, detects requests that touch the same person at the same time, and records requests if asked.
 * Thread-safe.
 */
public final class Traffic {
    /** The counts, named as in {@link Stats}. */
    public record Counts(
            long requests,
            long requestBytes,
            Map<Integer, Long> answers,
            long unanswered,
            long overlaps,
            int mostInFlight,
            long faults,
            long unknownCalls,
            long forgotten) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> unansweredByPerson = new HashMap<>();
    private final Map<Integer, Long> answers = new HashMap<>();
    private final Recording recording;
    private final List<Consumer<RecordedRequest>> listeners = new CopyOnWriteArrayList<>();
    private long left;
    private long requests;
    private long requestBytes;
    private long unanswered;
    private long overlaps;
    private long faults;
    private int inFlight;
    private int mostInFlight;

    /**
     * Traffic that has seen nothing yet.
     *
     * @param recording whether it records requests at first
     * @param most      the largest number of recorded requests; older ones are forgotten
     */
    public Traffic(boolean recording, int most) {
        this.recording = new Recording(recording, most);
    }

    /** A request from its arrival to its answer. For one thread at a time. */
    public final class Visit {
        private final Incoming request;
        private final boolean counted;
        private final Set<String> people = new LinkedHashSet<>();
        private final boolean isUnknown;
        private boolean settled;

        private Visit(Incoming request, Call call) {
            this.request = request;
            this.counted = call.kind() != Call.Kind.REGION && call.kind() != Call.Kind.APP;
            this.isUnknown = call.isUnknown();
            call.people().forEach(person -> people.add(person.key()));
        }

        public void fault() {
            locked(() -> faults++);
        }

        /** To be called just before the answer is written; the client may react at once. */
        public void answered(int status) {
            settle(OptionalInt.of(status));
        }

        /** To be called just before the connection is cut, or once it is certain that the request has no effect. */
        public void unanswered() {
            settle(OptionalInt.empty());
        }

        private void settle(OptionalInt status) {
            if (!settled) {
                settled = true;
                leave(this, status);
            }
        }
    }

    public Visit arrive(Incoming request, Call call) {
        var visit = new Visit(request, call);
        locked(() -> {
            requests++;
            requestBytes += request.wireBytes();
            inFlight += visit.counted ? 1 : 0;
            mostInFlight = Math.max(mostInFlight, inFlight);
            for (String person : visit.people) {
                int others = unansweredByPerson.merge(person, 1, Integer::sum) - 1;
                overlaps += others > 0 ? 1 : 0;
            }
        });
        return visit;
    }

    public void record(boolean on) {
        locked(() -> recording.turn(on));
    }

    public void listen(Consumer<RecordedRequest> listener) {
        listeners.add(listener);
    }

    /** The recorded requests, in order of their answers. */
    public List<RecordedRequest> recorded() {
        return read(recording::kept);
    }

    /** The latest unknown calls, recorded or not, in order of their answers. */
    public List<RecordedRequest> unknown() {
        return read(recording::unknown);
    }

    /** Forgets the recorded requests and the unknown calls. */
    public void forget() {
        locked(recording::clear);
    }

    /** Counts from zero, and forgets what was recorded. Requests under way are counted when they end. */
    public void reset() {
        locked(() -> {
            recording.reset();
            answers.clear();
            left = 0;
            requests = 0;
            requestBytes = 0;
            unanswered = 0;
            overlaps = 0;
            faults = 0;
            mostInFlight = inFlight;
        });
    }

    public Counts counts() {
        return read(() -> new Counts(
                requests,
                requestBytes,
                Map.copyOf(answers),
                unanswered,
                overlaps,
                mostInFlight,
                faults,
                recording.unknownCalls(),
                recording.forgotten()));
    }

    private <T> T read(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }

    private void leave(Visit visit, OptionalInt status) {
        List<String> people = List.copyOf(visit.people);
        RecordedRequest request = read(() -> {
            inFlight -= visit.counted ? 1 : 0;
            visit.people.forEach(person ->
                    unansweredByPerson.computeIfPresent(person, (key, count) -> count == 1 ? null : count - 1));
            status.ifPresentOrElse(answer -> answers.merge(answer, 1L, Long::sum), () -> unanswered++);
            var left = new RecordedRequest(++this.left, visit.request, people, visit.isUnknown, status);
            recording.add(left);
            return left;
        });
        listeners.forEach(listener -> listener.accept(request));
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
