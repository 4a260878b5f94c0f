package dev.upserter.sandbox.fault;

import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.traffic.Call;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides which requests fail: by script, for certain people, or by chance. Thread-safe. */
public final class Script {
    private final ReentrantLock lock = new ReentrantLock();
    private final Start start;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Deque<Answer> regionAnswers = new ArrayDeque<>();
    private final Deque<Answer> appAnswers = new ArrayDeque<>();
    private final Targets<Entry.Refused> refused = new Targets<>();
    private final Targets<Boolean> poisoned = new Targets<>();
    private final Targets<Integer> failing = new Targets<>();
    private final Map<EntryIdentifier.Kind, Boolean> disabled = new EnumMap<>(EntryIdentifier.Kind.class);
    private FaultDice dice;
    private long seed;
    private Faults faults;
    private Duration minLatency = Duration.ZERO;
    private Duration maxLatency = Duration.ZERO;

    /**
     * How a script begins, and what {@link #reset} returns to.
     *
     * @param seed     of the faults and the latency
     * @param faults   in effect
     * @param disabled the kinds of identifier that refuse a whole request
     */
    public record Start(long seed, Faults faults, Set<EntryIdentifier.Kind> disabled) {
        /** Copies the kinds. */
        public Start {
            disabled = Set.copyOf(disabled);
        }
    }

    public Script(Start start) {
        this.start = start;
        this.seed = start.seed();
        this.dice = new FaultDice(seed);
        this.faults = start.faults();
        start.disabled().forEach(kind -> disabled.put(kind, true));
    }

    /** Returns to the start: no scripted answers, refusals or latency, the first faults, and the first seed drawn from anew. */
    public void reset() {
        change(() -> {
            clearAnswers();
            refused.clear();
            poisoned.clear();
            failing.clear();
            disabled.clear();
            start.disabled().forEach(kind -> disabled.put(kind, true));
            minLatency = Duration.ZERO;
            maxLatency = Duration.ZERO;
            faults = start.faults();
            seed = start.seed();
            dice = new FaultDice(seed);
        });
    }

    /** How to handle the request that has just arrived. */
    public Answer next(Call call) {
        return locked(() -> {
            Answer scripted = scripted(call).poll();
            if (scripted != null) {
                return scripted;
            }
            return switch (call.kind()) {
                case REGION, REFUSED -> Answer.normal();
                case BATCH, SINGLE, APP -> forPeople(call);
            };
        });
    }

    private Deque<Answer> scripted(Call call) {
        return switch (call.kind()) {
            case REGION -> regionAnswers;
            case APP -> appAnswers;
            case BATCH, SINGLE, REFUSED -> answers;
        };
    }

    /** The entry, or the refusal that was ordered for one of its people. */
    public Entry screened(Entry entry) {
        return locked(() -> entry.about().stream()
                .map(person -> Optional.ofNullable(
                        disabled.containsKey(person.kind())
                                ? notEnabled(person.kind())
                                : refused.of(person.value()).orElse(null)))
                .flatMap(Optional::stream)
                .<Entry>map(refusal -> refusal)
                .findFirst()
                .orElse(entry));
    }

    /**
     * How to handle the entries of a batch, decided for all of them at one moment.
     *
     * @param whole   why the whole batch is refused; empty if it is not
     * @param entries otherwise each entry, as {@link #screened} returns it
     */
    public record Screening(Optional<Entry.Refused> whole, List<Entry> entries) {}

    public Screening screening(List<Entry> entries) {
        return locked(() -> {
            Optional<Entry.Refused> whole = refusedAsWhole(entries);
            return new Screening(
                    whole,
                    whole.isPresent()
                            ? List.of()
                            : entries.stream().map(this::screened).toList());
        });
    }

    private Optional<Entry.Refused> refusedAsWhole(List<Entry> entries) {
        return locked(() -> entries.stream()
                .flatMap(entry -> entry.about().stream())
                .map(EntryIdentifier::kind)
                .filter(kind -> disabled.getOrDefault(kind, false))
                .findFirst()
                .map(Script::notEnabled));
    }

    private static Entry.Refused notEnabled(EntryIdentifier.Kind kind) {
        return new Entry.Refused(
                "invalid", "identifiers", kind.field() + " is not enabled as an identifier in this workspace");
    }

    public void disable(EntryIdentifier.Kind kind, boolean wholeBatches) {
        change(() -> disabled.put(kind, wholeBatches));
    }

    public void enable(EntryIdentifier.Kind kind) {
        change(() -> disabled.remove(kind));
    }

    public Duration latency() {
        return locked(() -> dice.between(minLatency, maxLatency));
    }

    public Faults faults() {
        return locked(() -> faults);
    }

    public void answerNext(List<Answer> next) {
        change(() -> answers.addAll(next));
    }

    public void answerNextRegion(List<Answer> next) {
        change(() -> regionAnswers.addAll(next));
    }

    public void answerNextApp(List<Answer> next) {
        change(() -> appAnswers.addAll(next));
    }

    /** Puts this order into effect, in place of another of its scope for the same identifier or pattern. */
    public void refuse(RefusalOrder order) {
        change(() -> {
            switch (order.scope()) {
                case ENTRY -> put(refused, order, order.refusal());
                case BATCH -> put(poisoned, order, true);
                case REQUEST -> put(failing, order, order.status());
            }
        });
    }

    private static <T> void put(Targets<T> targets, RefusalOrder order, T what) {
        if (order.isPattern()) {
            targets.putPattern(order.who(), what);
        } else {
            targets.put(order.who(), what);
        }
    }

    public void refuse(String identifier, Entry.Refused refusal) {
        refuse(RefusalOrder.entry(identifier, false, refusal));
    }

    public void poison(String identifier) {
        refuse(RefusalOrder.batch(identifier, false));
    }

    public void fail(String identifier, int status) {
        refuse(RefusalOrder.request(identifier, false, status));
    }

    /** What was ordered by {@link #refuse}, {@link #poison} and {@link #fail}, and not reverted. */
    public List<RefusalOrder> refusals() {
        return locked(() -> {
            var orders = new ArrayList<RefusalOrder>();
            refused.forEach(
                    (who, words) -> orders.add(RefusalOrder.entry(who, false, words)),
                    (who, words) -> orders.add(RefusalOrder.entry(who, true, words)));
            poisoned.forEach(
                    (who, always) -> orders.add(RefusalOrder.batch(who, false)),
                    (who, always) -> orders.add(RefusalOrder.batch(who, true)));
            failing.forEach(
                    (who, status) -> orders.add(RefusalOrder.request(who, false, status)),
                    (who, status) -> orders.add(RefusalOrder.request(who, true, status)));
            return List.copyOf(orders);
        });
    }

    /** Refuses nobody any more. */
    public void healAll() {
        change(() -> {
            refused.clear();
            poisoned.clear();
            failing.clear();
        });
    }

    /** Reverts what was ordered for this identifier or pattern. */
    public void heal(String identifierOrPattern) {
        change(() -> {
            refused.remove(identifierOrPattern);
            poisoned.remove(identifierOrPattern);
            failing.remove(identifierOrPattern);
        });
    }

    /** How many scripted answers are left: of requests to the Track API, for the region, to the App API. */
    public record Waiters(int track, int region, int app) {}

    public Waiters waiters() {
        return locked(() -> new Waiters(answers.size(), regionAnswers.size(), appAnswers.size()));
    }

    /** Forgets the scripted answers that were not given yet. */
    public void forgetAnswers() {
        change(this::clearAnswers);
    }

    private void clearAnswers() {
        answers.clear();
        regionAnswers.clear();
        appAnswers.clear();
    }

    public long seed() {
        return locked(() -> seed);
    }

    /** Draws faults and latency from this seed from now on. */
    public void seed(long changed) {
        change(() -> {
            seed = changed;
            dice = new FaultDice(changed);
        });
    }

    /** The shortest and the longest latency. */
    public List<Duration> latencies() {
        return locked(() -> List.of(minLatency, maxLatency));
    }

    public void faults(Faults changed) {
        change(() -> faults = changed);
    }

    public void latency(Duration min, Duration max) {
        if (min.isNegative() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException(
                    "latency must be zero or longer, and its maximum no less than its minimum");
        }
        change(() -> {
            minLatency = min;
            maxLatency = max;
        });
    }

    private Answer forPeople(Call call) {
        Answer ordered = ordered(call);
        return ordered == null ? dice.draw(faults) : ordered;
    }

    private @Nullable Answer ordered(Call call) {
        if (failing.isEmpty() && poisoned.isEmpty()) {
            return null;
        }
        for (EntryIdentifier person : call.people()) {
            Optional<Integer> status = failing.of(person.value());
            if (status.isPresent()) {
                return Answer.status(status.get());
            }
            if (call.kind() == Call.Kind.BATCH && poisoned.of(person.value()).isPresent()) {
                return poisoned();
            }
        }
        return null;
    }

    private static Answer poisoned() {
        var refusal = new Entry.Refused("malformed", "batch", "the batch cannot be processed");
        return Answer.status(400).withBody(TrackReplies.refused(refusal).body());
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }
}
