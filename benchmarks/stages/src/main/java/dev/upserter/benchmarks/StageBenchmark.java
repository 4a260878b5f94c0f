package dev.upserter.benchmarks;

import dev.upserter.batch.Api;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.RecordCopies;
import dev.upserter.source.Source;
import java.util.Arrays;
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

/** One call of each method takes one record through one stage, or through all of them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class StageBenchmark {
    /** So many that the guard's memory of earlier rows is larger than a processor's own cache, as in a long run. */
    private static final int MANY = 100_000;

    /** What one stage works on alone is in the cache, as it is when the stage before has just left it there. */
    private static final int FEW = 1024;

    /** A JSON array. */
    @State(Scope.Thread)
    public static class Json {
        final Source source = DataPath.open(People.json(MANY), "people.json");
    }

    /** One JSON object a line. */
    @State(Scope.Thread)
    public static class Ndjson {
        final Source source = DataPath.open(People.ndjson(MANY), "people.ndjson");
    }

    /** CSV. */
    @State(Scope.Thread)
    public static class Csv {
        final Source source = DataPath.open(People.csv(MANY), "people.csv");
    }

    /** Records that were read, and what they were mapped to. */
    @State(Scope.Thread)
    public static class Few {
        final DataPath path;
        final SourceRecord[] records;
        final IdentifyPerson[] people;
        int last;

        /** For batches. */
        public Few() {
            this(Api.BATCH);
        }

        Few(Api api) {
            path = new DataPath(api);
            records = RecordCopies.take(DataPath.open(People.json(FEW), "people.json"), FEW);
            people = Arrays.stream(records).map(path::map).toArray(IdentifyPerson[]::new);
        }

        int next() {
            last = (last + 1) % FEW;
            return last;
        }
    }

    /** For requests of one person. */
    @State(Scope.Thread)
    public static class FewSingle extends Few {
        /** For requests of one person. */
        public FewSingle() {
            super(Api.SINGLE);
        }
    }

    /** Everything, for batches. */
    @State(Scope.Thread)
    public static class Whole {
        final Source source = DataPath.open(People.json(MANY), "people.json");
        final DataPath path = new DataPath(Api.BATCH);
        int count;
    }

    @Benchmark
    public SourceRecord readJson(Json json) {
        return DataPath.read(json.source);
    }

    @Benchmark
    public SourceRecord readNdjson(Ndjson ndjson) {
        return DataPath.read(ndjson.source);
    }

    @Benchmark
    public SourceRecord readCsv(Csv csv) {
        return DataPath.read(csv.source);
    }

    @Benchmark
    public IdentifyPerson map(Few few) {
        return few.path.map(few.records[few.next()]);
    }

    @Benchmark
    public IdentifyPerson guard(Few few) {
        int i = few.next();
        if (i == 0) {
            few.path.forget();
        }
        return few.path.guard(few.people[i], few.records[i]);
    }

    @Benchmark
    public void packBatch(Few few) throws InterruptedException {
        pack(few);
    }

    @Benchmark
    public void packSingle(FewSingle few) throws InterruptedException {
        pack(few);
    }

    /** No person comes twice before all were handed on. */
    private static void pack(Few few) throws InterruptedException {
        int i = few.next();
        if (i == 0) {
            few.path.flush();
        }
        few.path.pack(few.people[i], few.records[i]);
    }

    @Benchmark
    public void wholePath(Whole whole) throws InterruptedException {
        whole.count = (whole.count + 1) % MANY;
        if (whole.count == 0) {
            whole.path.forget();
        }
        SourceRecord record = DataPath.read(whole.source);
        IdentifyPerson person = whole.path.guard(whole.path.map(record), record);
        whole.path.pack(person, record);
    }
}
