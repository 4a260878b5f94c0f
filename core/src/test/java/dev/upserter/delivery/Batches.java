package dev.upserter.delivery;

import dev.upserter.batch.Api;
import dev.upserter.batch.Batch;
import dev.upserter.batch.BatchPool;
import dev.upserter.batch.BatchSink;
import dev.upserter.batch.Packer;
import dev.upserter.mapping.Mapped;
import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.operation.IdentifierType;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.Source;
import dev.upserter.source.json.JsonSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Batches as a packer makes them. */
final class Batches {
    private Batches() {}

    /** A batch for each row, none of which has its end. */
    static List<Batch> oneForEach(String json) throws InterruptedException {
        var batches = new ArrayList<Batch>();
        var packer = new Packer(new BatchPool(Api.SINGLE.route()), new BatchSink() {
            @Override
            public void send(Batch batch) {
                batches.add(batch);
            }

            @Override
            public long oldestUnfinished() {
                return 1;
            }
        });
        var mapper = new Mapper(
                new MappingConfig(new FieldPath("id"), IdentifierType.ID, List.of(), Unmapped.KEEP, Nulls.KEEP, false));
        Source source = JsonSource.open(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "data.json");
        while (source.hasNext()) {
            SourceRecord record = source.next();
            packer.add(((Mapped.Made) mapper.map(record)).operation(), record);
        }
        return batches;
    }
}
