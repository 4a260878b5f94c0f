package dev.upserter.run;

import dev.upserter.batch.BatchSink;
import dev.upserter.delivery.Delivery;
import dev.upserter.history.RunFiles;
import dev.upserter.run.app.PeopleCheck;
import dev.upserter.run.earlier.FirstEvents;
import dev.upserter.run.earlier.RefusedPeople;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.lost.Returned;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a run that sends all of its rows does around its delivery. For one thread, used once. */
final class SendAll implements AutoCloseable {
    private final Execution run;
    private final PeopleCheck people;
    private @Nullable FirstEvents events;
    private @Nullable Returned returned;

    SendAll(Execution run) throws InterruptedException {
        this.run = run;
        this.people = PeopleCheck.open(run, false, false);
    }

    /** Records what later runs must know before a row is sent, and that people are back once they are delivered. */
    void begin(RunFiles files) throws IOException {
        if (!run.config().kind().kind().isEvent()) { // an event that is sent again is the same event
            run.spec().states().outdate(run.id());
        }
        FirstEvents first = FirstEvents.of(run);
        first.begin();
        events = first;
        Returned record = Returned.of(run).orElse(null);
        returned = record;
        RefusedPeople.note(run.config(), run.account());
        if (record != null) {
            files.tell(record::delivered);
        }
    }

    /** Where batches go on their way to the delivery. */
    BatchSink before(Delivery delivery) throws InterruptedException {
        return people.before(delivery, false, (batch, isThere) -> {});
    }

    @Override
    public void close() throws IOException {
        try (people) {
            try {
                if (returned != null) {
                    returned.close();
                }
            } finally {
                if (events != null) {
                    events.end();
                }
            }
        }
    }
}
