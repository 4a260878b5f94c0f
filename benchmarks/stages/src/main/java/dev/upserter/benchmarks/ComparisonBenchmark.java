package dev.upserter.benchmarks;

import dev.upserter.json.JsonValue;
import dev.upserter.operation.Payload;
import dev.upserter.plan.Fingerprinter;
import dev.upserter.plan.JoinCounts;
import dev.upserter.state.diff.Staging;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What an incremental run does with a record of a person who is known and did not change. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class ComparisonBenchmark {
    private static final JsonValue[] NO_PARTS = new JsonValue[0];

    /** So many that some of them are written to files, as in a long run. */
    private static final int MANY = 100_000;

    /** Attributes to make fingerprints of. */
    @State(Scope.Thread)
    public static class Prints {
        final Fingerprinter fingerprinter = new Fingerprinter();
        final byte[] print = new byte[Fingerprinter.LENGTH];
    }

    /** People who are known. */
    @State(Scope.Thread)
    public static class Known {
        final ComparedPeople comparison = ComparedPeople.of(MANY);

        /** Removes its files. */
        @TearDown
        public void close() throws IOException {
            comparison.close();
        }
    }

    /** People who are known and were written aside again. */
    @State(Scope.Thread)
    public static class Staged extends Known {
        final Staging staging = comparison.stage();
    }

    @Benchmark
    public byte[] fingerprint(StageBenchmark.Few few, Prints prints) {
        prints.fingerprinter.write(few.people[few.next()].payload(), NO_PARTS, Payload.NONE, prints.print, 0);
        return prints.print;
    }

    @Benchmark
    @OperationsPerInvocation(MANY)
    public JoinCounts join(Staged staged) throws IOException {
        return staged.comparison.join(staged.staging);
    }

    @Benchmark
    @OperationsPerInvocation(MANY)
    public JoinCounts wholeUnchanged(Known known) throws IOException {
        try (Staging staging = known.comparison.stage()) {
            return known.comparison.join(staging);
        }
    }
}
