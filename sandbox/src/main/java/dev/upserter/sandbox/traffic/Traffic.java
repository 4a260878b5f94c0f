package dev.upserter.sandbox.traffic;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

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
            long faults) {}

    /** Bytes of recorded requests that are kept. */
    private static final long MOST_RECORDED = Runtime.getRuntime().maxMemory() / 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> unansweredByPerson = new HashMap<>();
    private final Map<Integer, Long> answers = new HashMap<>();
    private final ArrayDeque<RecordedRequest> recorded = new ArrayDeque<>();
    private final List<Consumer<RecordedRequest>> listeners = new CopyOnWriteArrayList<>();
    private boolean recording;
    private long recordedBytes;
    private long forgotten;
    private long requests;
    private long requestBytes;
    private long unanswered;
    private long overlaps;
    private long faults;
    private int inFlight;
    private int mostInFlight;

    public Traffic(boolean recording) {
        this.recording = recording;
    }

    /** A request from its arrival to its answer. For one thread at a time. */
    public final class Visit {
        private final Incoming request;
        private final boolean counted;
        private final Set<String> people = new HashSet<>();
        private boolean settled;

        private Visit(Incoming request, Call call) {
            this.request = request;
            this.counted = call.kind() != Call.Kind.REGION && call.kind() != Call.Kind.APP;
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
        locked(() -> recording = on);
    }

    public void listen(Consumer<RecordedRequest> listener) {
        listeners.add(listener);
    }

    public List<RecordedRequest> recorded() {
        lock.lock();
        try {
            return List.copyOf(recorded);
        } finally {
            lock.unlock();
        }
    }

    /** How many recorded requests are no longer kept. */
    public long forgotten() {
        lock.lock();
        try {
            return forgotten;
        } finally {
            lock.unlock();
        }
    }

    public Counts counts() {
        lock.lock();
        try {
            return new Counts(requests, requestBytes, Map.copyOf(answers), unanswered, overlaps, mostInFlight, faults);
        } finally {
            lock.unlock();
        }
    }

    private void leave(Visit visit, OptionalInt status) {
        var request = recorded(visit.request, status);
        locked(() -> {
            inFlight -= visit.counted ? 1 : 0;
            visit.people.forEach(person ->
                    unansweredByPerson.computeIfPresent(person, (key, count) -> count == 1 ? null : count - 1));
            status.ifPresentOrElse(answer -> answers.merge(answer, 1L, Long::sum), () -> unanswered++);
            if (recording) {
                record(request);
            }
        });
        listeners.forEach(listener -> listener.accept(request));
    }

    private void record(RecordedRequest request) {
        recorded.addLast(request);
        recordedBytes += request.memory();
        while (recordedBytes > MOST_RECORDED && recorded.size() > 1) {
            recordedBytes -= recorded.removeFirst().memory();
            forgotten++;
        }
    }

    private static RecordedRequest recorded(Incoming request, OptionalInt status) {
        byte[] body = request.body().map(Incoming.Body::bytes).orElseGet(() -> new byte[0]);
        return new RecordedRequest(request.method(), request.rawPath(), request.headers(), body, status);
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
