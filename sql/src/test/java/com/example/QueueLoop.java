package com.example;

import dev.upserter.Ingester;
import dev.upserter.RowOutcome;
import dev.upserter.RowVerdict;
import dev.upserter.Upserter;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    }

    private final ConcurrentSkipListSet<Long> open = new ConcurrentSkipListSet<>();
    private final Queue<Message> again = new ConcurrentLinkedQueue<>();
    private long next;

    void run(Upserter upserter, Partition partition, BooleanSupplier goesOn) throws InterruptedException {
        try (Ingester<Message> ingester = upserter.<Message>ingester(
                        (message, row) -> row.set("id", message.customer()).set("plan", message.plan()))
                .onRow(this::ended)
                .start()) {
            while (goesOn.getAsBoolean()) {
                for (Message message = again.poll(); message != null; message = again.poll()) {
                    ingester.add(message);
                }
                for (Message message : partition.poll(Duration.ofMillis(100))) {
                    open.add(message.offset());
                    next = message.offset() + 1;
                    ingester.add(message);
                }
                commit(partition);
            }
        }
        commit(partition);
    }

    /** Delivered, refused or rejected, it is done; what is pending has met an outage. */
    private void ended(RowOutcome<Message> outcome) {
        Message message = outcome.context().orElseThrow();
        if (outcome.verdict() == RowVerdict.PENDING) {
            again.add(message);
        } else {
            open.remove(message.offset());
        }
    }

    private void commit(Partition partition) {
        Long first = open.isEmpty() ? null : open.first();
        partition.commit(first == null ? next : first);
    }
}
