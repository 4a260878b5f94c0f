package dev.upserter.benchmarks;

import dev.upserter.source.Source;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One call of each method takes one record through all stages: what {@code wholePath} does, for rows of other kinds. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class KindBenchmark {
    private static final String ROWS = """
            userId: id
            mappings:
              - {from: email, to: email}
              - {from: first_name, to: first_name}
              - {from: balance, to: balance}
            """;

    /** People of whom as much is sent as of an event: its time, its name, and in place of its id the company. */
    private static final String WIDE = """
              - {value: Signed Up, to: event}
              - {from: company_name, to: company_name}
            timestamp: {from: signed_up, as: unix}
            """;

    private static final String EVENTS = """
            type: event
            event: Signed Up
            time: signed_up
            triggers: allow
            """;

    /** More of each person. */
    @State(Scope.Thread)
    public static class Wide extends Whole {
        /** The rows of the other stages. */
        public Wide() {
            super(ROWS + WIDE);
        }
    }

    /** Events whose ids are derived from all that they say. */
    @State(Scope.Thread)
    public static class Events extends Whole {
        /** The rows of the other stages. */
        public Events() {
            super(ROWS + EVENTS);
        }
    }

    /** Events whose ids are derived from one field. */
    @State(Scope.Thread)
    public static class EventsById extends Whole {
        /** The rows of the other stages. */
        public EventsById() {
            super(ROWS + EVENTS + "eventId: id\n");
        }
    }

    /** A sync and its rows. */
    abstract static class Whole {
        private static final int MANY = 100_000;

        private final Source source = DataPath.open(People.json(MANY), "people.json");
        private final KindPath path;
        private int count;

        Whole(String configuration) {
            path = new KindPath(configuration);
        }

        void take() throws InterruptedException {
            count = (count + 1) % MANY;
            if (count == 0) {
                path.forget();
            }
            path.take(DataPath.read(source));
        }
    }

    @Benchmark
    public void wholeWide(Wide rows) throws InterruptedException {
        rows.take();
    }

    @Benchmark
    public void wholeEvents(Events rows) throws InterruptedException {
        rows.take();
    }

    @Benchmark
    public void wholeById(EventsById rows) throws InterruptedException {
        rows.take();
    }
}
