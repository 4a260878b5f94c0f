package dev.upserter.server.live;

import dev.upserter.delivery.Exchange;
import dev.upserter.redaction.Mask;
import dev.upserter.server.answer.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The last requests of a run and their answers, without personal data. Thread-safe. It costs a run almost nothing: only a
 * few requests per second are kept in full, of the others only their numbers.
 */
public final class Exchanges {
    private static final int MAX = 100;
    private static final int SHOWN_BYTES = 1200;
    private static final long SAMPLE_NANOS = 200_000_000;

    /** The names of fields in Customer.io's answers; any other name may repeat data that was sent to it. */
    private static final Set<String> OF_ANSWERS =
            Set.of("errors", "error", "meta", "batch_index", "reason", "field", "message");

    private final Deque<Shown> last = new ArrayDeque<>(MAX);
    private final AtomicLong sampled = new AtomicLong(System.nanoTime() - SAMPLE_NANOS);
    private final InstantSource clock;
    private long number;

    Exchanges(InstantSource clock) {
        this.clock = clock;
    }

    private record Shown(
            long number,
            Instant at,
            Exchange numbers,
            @Nullable String request,
            @Nullable String answer) {}

    void add(Exchange exchange) {
        boolean isBad = exchange.status() != 200;
        boolean isSample = isBad || isSampleDue();
        var numbers = new Exchange(
                exchange.method(),
                exchange.path(),
                exchange.people(),
                exchange.again(),
                new byte[0],
                exchange.length(),
                exchange.status(),
                new byte[0],
                exchange.took());
        String request = isSample ? redacted(exchange.body(), exchange.length(), name -> true) : null;
        String answer = isSample ? redacted(exchange.answer(), exchange.answer().length, OF_ANSWERS::contains) : null;
        synchronized (last) {
            if (last.size() == MAX) {
                last.removeFirst();
            }
            last.addLast(new Shown(++number, clock.instant(), numbers, request, answer));
        }
    }

    private boolean isSampleDue() {
        long now = System.nanoTime();
        long before = sampled.get();
        return now - before >= SAMPLE_NANOS && sampled.compareAndSet(before, now);
    }

    /** The first bytes with masked values, as far as they are JSON. */
    private static String redacted(byte[] body, int length, Predicate<String> names) {
        String text = new String(body, 0, Math.min(length, SHOWN_BYTES), StandardCharsets.UTF_8);
        return Mask.json(text, names);
    }

    /** The last exchanges, newest first. */
    public List<JsonObject> json() {
        var list = new ArrayList<JsonObject>();
        synchronized (last) {
            last.descendingIterator().forEachRemaining(shown -> list.add(json(shown)));
        }
        return list;
    }

    private static JsonObject json(Shown shown) {
        Exchange numbers = shown.numbers();
        return new JsonObject()
                .with("number", shown.number())
                .with("at", shown.at().toString())
                .with("method", numbers.method())
                .with("path", numbers.path())
                .with("people", numbers.people())
                .with("bytes", numbers.length())
                .with("again", numbers.again())
                .with("status", numbers.status() == 0 ? null : Long.valueOf(numbers.status()))
                .with("millis", numbers.took().toMillis())
                .with("request", shown.request())
                .with("answer", shown.answer());
    }
}
