package dev.upserter.sandbox.fault;

import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryIdentifier;
import dev.upserter.sandbox.traffic.Call;
import dev.upserter.sandbox.traffic.TrackReplies;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
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
    private final FaultDice dice;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Deque<Answer> regionAnswers = new ArrayDeque<>();
    private final Deque<Answer> appAnswers = new ArrayDeque<>();
    private final Map<String, Entry.Refused> refused = new HashMap<>();
    private final Set<String> poisoned = new HashSet<>();
    private final Map<String, Answer> failing = new HashMap<>();
    private final Map<EntryIdentifier.Kind, Boolean> disabled = new EnumMap<>(EntryIdentifier.Kind.class);
    private Faults faults = Faults.none();
    private Duration minLatency = Duration.ZERO;
    private Duration maxLatency = Duration.ZERO;

    public Script(long seed) {
        dice = new FaultDice(seed);
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
                                : refused.get(EntryIdentifier.folded(person.value()))))
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

    public void refuse(String identifier, Entry.Refused refusal) {
        change(() -> refused.put(EntryIdentifier.folded(identifier), refusal));
    }

    public void poison(String identifier) {
        change(() -> poisoned.add(EntryIdentifier.folded(identifier)));
    }

    public void fail(String identifier, Answer answer) {
        change(() -> failing.put(EntryIdentifier.folded(identifier), answer));
    }

    public void heal(String identifier) {
        String folded = EntryIdentifier.folded(identifier);
        change(() -> {
            refused.remove(folded);
            poisoned.remove(folded);
            failing.remove(folded);
        });
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
            String folded = EntryIdentifier.folded(person.value());
            if (failing.containsKey(folded)) {
                return failing.get(folded);
            }
            if (call.kind() == Call.Kind.BATCH && poisoned.contains(folded)) {
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
