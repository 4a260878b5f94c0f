package dev.upserter.benchmarks;

import dev.upserter.batch.BatchPool;
import dev.upserter.batch.Packer;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.guard.Guard;
import dev.upserter.guard.Verdict;
import dev.upserter.mapping.Mapped;
import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.RunVariables;
import dev.upserter.problem.Code;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/** The stages as a run wires them, for one sync; what is packed goes nowhere. */
final class KindPath {
    private final SyncConfig config;
    private final Mapper mapper;
    private final Packer packer;
    private Guard guard;

    /** @param configuration as its file has it, in YAML */
    KindPath(String configuration) {
        this.config =
                ConfigReader.local(Map.of()).read(configuration.getBytes(StandardCharsets.UTF_8), "configuration.yaml");
        this.mapper =
                new Mapper(config.mapping(), config.kind().maker(), RunVariables.NONE, Code::level, new ProblemLog());
        this.guard = newGuard();
        var pool = new BatchPool(config.routing());
        this.packer = new Packer(pool, new DataPath.Nowhere(pool));
    }

    private Guard newGuard() {
        return new Guard(config.guards(), config.mapping(), false, true, InstantSource.system(), new ProblemLog());
    }

    /** Forgets what the guard has seen: an event that comes again would be left out. */
    void forget() {
        guard = newGuard();
    }

    void take(SourceRecord record) throws InterruptedException {
        if (mapper.map(record) instanceof Mapped.Made made
                && guard.check(made.operation(), record, made.duplicates()) instanceof Verdict.Send send) {
            packer.add(send.operation(), record);
        } else {
            throw new IllegalStateException("a row was left out");
        }
    }
}
