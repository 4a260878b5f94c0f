package com.example;

import dev.upserter.Ingester;
import dev.upserter.RowOutcome;
import dev.upserter.RowVerdict;
import dev.upserter.Upserter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BooleanSupplier;

/** Sends the messages of a partition, and commits as far as each of them has its end. After a crash, what was not committed comes again. */
final class QueueLoop {
    record Message(long offset, String customer, String plan) {}

    /** A consumer as Kafka's. */
    interface Partition {
        List<Message> poll(Duration time);

        /** Everything before this offset is done. */
        void commit(long offset);

        /** Polls from this offset on. */
        void seek(long offset);
    }

    private final ConcurrentSkipListSet<Long> open = new ConcurrentSkipListSet<>();
    private volatile boolean hasPending;
    private long next;

    void run(Upserter upserter, Partition partition, BooleanSupplier goesOn) throws InterruptedException {
        try (Ingester<Message> ingester = upserter.<Message>ingester(
                        (message, row) -> row.set("id", message.customer()).set("plan", message.plan()))
                .onRow(this::ended)
                .start()) {
            while (goesOn.getAsBoolean()) {
                if (hasPending && ingester.flush(Duration.ofMinutes(1))) {
                    hasPending = false;
                    next = done();
                    open.clear();
                    partition.seek(next);
                }
                for (Message message : partition.poll(Duration.ofMillis(100))) {
                    open.add(message.offset());
                    next = message.offset() + 1;
                    ingester.add(message);
                }
                partition.commit(done());
            }
        }
        partition.commit(done());
    }

    /** Delivered, refused or rejected, it is done. What is pending has met an outage: it comes again, and what followed after it. */
    private void ended(RowOutcome<Message> outcome) {
        if (outcome.verdict() == RowVerdict.PENDING) {
            hasPending = true;
        } else {
            open.remove(outcome.context().orElseThrow().offset());
        }
    }

    /** The first message that has no end; the next one where all have theirs. */
    private long done() {
        Long first = open.ceiling(0L);
        return first == null ? next : first;
    }
}
