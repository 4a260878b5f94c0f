package dev.upserter;

import dev.upserter.ingest.Ingest;
import dev.upserter.ingest.Rhythm;
import dev.upserter.problem.Problem;
import dev.upserter.record.RecordWriter;
import dev.upserter.record.SourceRecord;
import dev.upserter.record.UnfitFieldException;
import dev.upserter.source.feed.Contexts;
import dev.upserter.source.stream.ByteWindow;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sends the objects that a service adds, from any of its threads, for as long as the service lives: the consumer of a queue, a change
 * feed, a web hook. It packs them into full requests, and sends what does not fill one after a while.
 *
 * <p><strong>Every object that was added has one outcome</strong>, told to {@code onRow}: when it is {@link RowVerdict#DELIVERED},
 * Customer.io has acknowledged it. It is told by one thread at a time, see {@link RowOutcome}.
 *
 * <p><strong>Order.</strong> Objects go in the order in which they were added. Those of one person arrive in it, and those that are
 * sent end in it.
 *
 * <p><strong>Outages.</strong> While Customer.io is down, the ingester repeats what it sends, and takes no more than it has room for,
 * so that {@link #add} waits. After {@code maxOutage} of the configuration, all that has no outcome is {@link RowVerdict#PENDING},
 * with the code {@code DESTINATION_DOWN}, and may be added again. Later objects are tried anew. Where Customer.io refuses the
 * credentials, or a guard is at {@code stop}, the ingester ends: everything is pending, and {@link #failure} says why.
 *
 * <p><strong>Memory</strong> is limited: by what may wait ({@link Builder#queue}), and by what the {@link Upserter} may take for
 * requests. An object is held until its outcome was told.
 *
 * <p>Nothing is written to disk. Whether an event was sent before is known of some of the last only. Customer.io itself
 * ignores an event whose id it has seen.
 *
 * <p>Thread-safe.
 *
 * @param <T> the type of the objects
 */
public final class Ingester<T> implements AutoCloseable {
    /** How long {@link #close()} sends. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final RowMapper<? super T> mapper;
    private final Contexts<T> contexts = new Contexts<>();
    private final ConcurrentLinkedDeque<Writer> writers = new ConcurrentLinkedDeque<>();
    private final Ingest ingest;

    /** What writes a row; as many as threads that add at the same time. */
    private record Writer(RecordWriter row, RowFields fields) {}

    private Ingester(Builder<T> parts, Opened opened) {
        this.name = parts.name;
        this.mapper = parts.mapper;
        Consumer<? super RowOutcome<T>> listener = parts.listener;
        Rhythm rhythm = new Rhythm(parts.rows, parts.bytes, parts.time, parts.queueRows, parts.queueBytes);
        this.ingest = new Ingest(
                opened.opening(),
                rhythm,
                end -> {
                    opened.meters().ended(end.how());
                    opened.open().tell(() -> listener.accept(RowOutcome.of(end, contexts.take(end.number()))));
                },
                opened.onEnd());
        opened.meters().begin(opened.run(), ingest::open);
        ingest.start();
        opened.run().onStop(ingest::close);
    }

    /**
     * What an ingester needs of its upserter.
     *
     * @param opening comes to pipelines
     * @param run     stops it
     * @param meters  counts its rows
     * @param open    knows the threads of its listener
     * @param onEnd   called once it has ended
     */
    record Opened(Ingest.Opening opening, ActiveRun run, Meters meters, OpenRuns open, Runnable onEnd) {}

    /**
     * Adds an object; waits while there is no room. Its row is made on this thread, before it waits.
     *
     * @throws InterruptedException     if the thread was interrupted while it waited: the object is not added
     * @throws IllegalArgumentException if the mapper set a value of a type that rows do not have; what else it throws is passed on,
     *     and what is checked is the cause of an {@link IllegalStateException}. The object is not added
     * @throws IllegalStateException    if the ingester is closed or has failed, or this is the listener
     */
    public void add(T object) throws InterruptedException {
        requireNoListener("add");
        if (!add(object, Long.MAX_VALUE)) {
            throw closed();
        }
    }

    /**
     * Adds an object if there is room for it within this time. The listener may call it with no time at all.
     *
     * @return whether it was added; otherwise it has no outcome
     * @throws InterruptedException     as {@link #add}
     * @throws IllegalArgumentException as {@link #add}
     * @throws IllegalStateException    as {@link #add}
     */
    public boolean offer(T object, Duration time) throws InterruptedException {
        if (!time.isZero()) {
            requireNoListener("offer with a time to wait");
        }
        boolean isAdded = add(object, time.toNanos());
        if (!isAdded && ingest.isClosed()) {
            throw closed();
        }
        return isAdded;
    }

    private boolean add(T object, long nanos) throws InterruptedException {
        Objects.requireNonNull(object, "object");
        if (ingest.isClosed()) {
            throw closed();
        }
        long number = ingest.begin();
        boolean isAdded = false;
        try {
            SourceRecord row = row(object, number);
            contexts.see(number, object);
            isAdded = ingest.add(row, nanos);
            return isAdded;
        } finally {
            if (!isAdded) {
                contexts.take(number);
                ingest.leave(number);
            }
        }
    }

    private SourceRecord row(T object, long number) {
        Writer free = writers.poll();
        Writer writer = free == null ? new Writer(new RecordWriter(name), new RowFields()) : free;
        try {
            mapper.map(object, writer.fields().of(writer.row().begin(number)));
            SourceRecord row = writer.row().end();
            require(row);
            return row.copy();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the mapper failed", e);
        } finally {
            writers.push(writer);
        }
    }

    private static void require(SourceRecord row) {
        if (row.shape().names().stream().distinct().count() < row.shape().size()) {
            throw new UnfitFieldException("a field was set twice");
        }
        if (row.json().length() > ByteWindow.MAX_KEPT) {
            throw new UnfitFieldException("the row is larger than 16 MiB");
        }
    }

    private IllegalStateException closed() {
        Optional<Problem> failure = ingest.failure();
        return failure.isPresent()
                ? new IllegalStateException(
                        "the ingester has ended: " + failure.get().code() + ", "
                                + failure.get().message(),
                        ingest.cause())
                : new IllegalStateException("the ingester is closed");
    }

    private void requireNoListener(String what) {
        if (ingest.isTelling()) {
            throw new IllegalStateException(what + " may wait for an outcome, so that the listener must not call it");
        }
    }

    /**
     * Sends all that was added so far, and waits until it has its outcome.
     *
     * @return false if that takes longer than this
     * @throws InterruptedException  if the thread was interrupted while it waited
     * @throws IllegalStateException if this is the listener
     */
    public boolean flush(Duration time) throws InterruptedException {
        requireNoListener("flush");
        return ingest.flush(time.toNanos());
    }

    /** How many objects were added and have no outcome yet. */
    public long open() {
        return ingest.open();
    }

    /** How many objects had this outcome so far. */
    public long count(RowVerdict verdict) {
        return ingest.count(RowOutcome.how(verdict));
    }

    /** Why it takes no objects any more, as a code and a sentence; empty if it does, or was closed. */
    public Optional<String> failure() {
        return ingest.failure().map(problem -> problem.code() + ": " + problem.message());
    }

    /**
     * Takes no more objects, sends those that it has, and waits until all have their outcome. To close again does nothing.
     *
     * @param time how long to send; what was not sent by then is pending, once requests that are under way have their answer
     * @return how many objects are pending since this was called: 0 if everything was sent
     * @throws InterruptedException  if the thread was interrupted while it waited; nothing more is sent then
     * @throws IllegalStateException if this is the listener
     */
    public long close(Duration time) throws InterruptedException {
        requireNoListener("close");
        return ingest.close(time.toNanos());
    }

    /** Closes it, and sends for no longer than {@link #PATIENCE}. An interrupt shortens that. */
    @Override
    public void close() {
        try {
            close(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What an ingester is made of. For one thread.
     *
     * @param <T> the type of the objects
     */
    public static final class Builder<T> {
        private final RowMapper<? super T> mapper;
        private final Supplier<Opened> opened;
        private Consumer<? super RowOutcome<T>> listener = outcome -> {};
        private String name = "rows";
        private int rows = 1000;
        private long bytes = 400_000;
        private Duration time = Duration.ofSeconds(1);
        private int queueRows = 10_000;
        private long queueBytes = 8L << 20;

        Builder(RowMapper<? super T> mapper, Supplier<Opened> opened) {
            this.mapper = Objects.requireNonNull(mapper, "mapper");
            this.opened = opened;
        }

        /** Told what becomes of each object, by a thread of the ingester: see {@link RowOutcome}. */
        public Builder<T> onRow(Consumer<? super RowOutcome<T>> told) {
            listener = Objects.requireNonNull(told, "told");
            return this;
        }

        /** The name of the rows in messages. */
        public Builder<T> named(String other) {
            name = Objects.requireNonNull(other, "other");
            return this;
        }

        /** Sends after so many objects, even if they do not fill a request: 1 or more, 1,000 by default. */
        public Builder<T> flushRows(int count) {
            rows = atLeastOne(count, "flushRows");
            return this;
        }

        /** Sends after so many bytes of rows, even if they do not fill a request: 1 or more, 400,000 by default. */
        public Builder<T> flushBytes(int count) {
            bytes = atLeastOne(count, "flushBytes");
            return this;
        }

        /** Sends so long after the first object that was not sent yet, at the latest: a second by default. */
        public Builder<T> flushAfter(Duration longest) {
            if (longest.isNegative() || longest.isZero()) {
                throw new IllegalArgumentException("flushAfter must be longer than 0");
            }
            time = longest;
            return this;
        }

        /**
         * How many objects may wait to be taken, and how many bytes their rows may have: 10,000 and 8 MiB by default. One object
         * may always wait.
         */
        public Builder<T> queue(int mostRows, int mostBytes) {
            queueRows = atLeastOne(mostRows, "mostRows");
            queueBytes = atLeastOne(mostBytes, "mostBytes");
            return this;
        }

        private static int atLeastOne(int count, String what) {
            if (count < 1) {
                throw new IllegalArgumentException(what + " must be 1 or more");
            }
            return count;
        }

        /**
         * Starts it. Customer.io is first called when the first objects are sent.
         *
         * @throws IllegalStateException if the upserter is closed, or keeps a state
         */
        public Ingester<T> start() {
            return new Ingester<>(this, opened.get());
        }
    }
}
