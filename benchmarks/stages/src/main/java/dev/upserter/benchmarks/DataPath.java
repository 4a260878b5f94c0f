package dev.upserter.benchmarks;

import dev.upserter.batch.Api;
import dev.upserter.batch.Batch;
import dev.upserter.batch.BatchPool;
import dev.upserter.batch.BatchSink;
import dev.upserter.batch.Packer;
import dev.upserter.guard.Guard;
import dev.upserter.guard.GuardConfig;
import dev.upserter.guard.Verdict;
import dev.upserter.mapping.Mapped;
import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.DataFile;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;

/** The stages as a run wires them, with three mapped fields and every check on; what is packed goes nowhere. */
final class DataPath {
    private static final MappingConfig MAPPING = new MappingConfig(
            new FieldPath("id"),
            IdentifierType.ID,
            List.of(rule("email"), rule("first_name"), rule("balance")),
            Unmapped.DROP,
            Nulls.KEEP,
            false);

    private final Mapper mapper = new Mapper(MAPPING);
    private final Api api;
    private Guard guard;
    private final Packer packer;

    DataPath(Api api) {
        this.api = api;
        guard = newGuard();
        var pool = new BatchPool(api.route());
        packer = new Packer(pool, new Nowhere(pool));
    }

    private Guard newGuard() {
        return new Guard(
                GuardConfig.defaults(), MAPPING, api == Api.SINGLE, true, InstantSource.system(), new ProblemLog());
    }

    /** Forgets whom the guard has seen: what is rare in a run, people who come again, must not become the rule. */
    void forget() {
        guard = newGuard();
    }

    private static Rule rule(String name) {
        return new Rule(new FieldPath(name), name);
    }

    /** Each batch has its end as soon as it is handed on. */
    record Nowhere(BatchPool pool) implements BatchSink {
        @Override
        public void send(Batch batch) {
            pool.release(batch);
        }

        @Override
        public long oldestUnfinished() {
            return Long.MAX_VALUE;
        }
    }

    static Source open(InputStream in, String name) {
        return Sources.open(new DataFile.Streamed(in, name));
    }

    static SourceRecord read(Source source) {
        if (!source.hasNext()) {
            throw new IllegalStateException("the source has an end");
        }
        return source.next();
    }

    IdentifyPerson map(SourceRecord record) {
        return switch (mapper.map(record)) {
            case Mapped.Made made -> (IdentifyPerson) made.operation();
            case Mapped.FilteredOut filteredOut -> throw new IllegalStateException("a row was filtered out");
            case Mapped.Rejected rejected ->
                throw new IllegalStateException(rejected.problem().message());
        };
    }

    IdentifyPerson guard(IdentifyPerson operation, SourceRecord record) {
        return switch (guard.check(operation, record, List.of())) {
            case Verdict.Send send -> (IdentifyPerson) send.operation();
            case Verdict.Repeated repeated -> throw new IllegalStateException("a row was left out");
            case Verdict.Reject reject ->
                throw new IllegalStateException(reject.problem().message());
        };
    }

    void pack(IdentifyPerson operation, SourceRecord record) throws InterruptedException {
        packer.add(operation, record);
    }

    void flush() throws InterruptedException {
        packer.flush();
    }
}
