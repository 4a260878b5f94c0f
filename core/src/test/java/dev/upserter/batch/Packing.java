package dev.upserter.batch;

import dev.upserter.mapping.Mapped;
import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.operation.Form;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.Source;
import dev.upserter.source.json.JsonSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Packs the rows of a JSON array and keeps what each batch held when it was handed on. */
class Packing implements BatchSink {
    /** A batch as it was when it was handed on. */
    record Sent(
            long sequence,
            String body,
            int bytes,
            long memory,
            List<Long> predecessors,
            List<Long> rows,
            List<Integer> people,
            List<String> keys,
            List<String> records) {}

    /** An operation as it was given to the packer. */
    record Given(String key, long person, String entry, String record) {}

    private final BatchPool pool;
    private final Packer packer;
    private final IdentifierType identifyBy;
    private final TreeSet<Long> unfinished = new TreeSet<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Given> given = new ArrayList<>();
    private final List<Integer> sentBefore = new ArrayList<>();
    private final Map<Long, Integer> finishedAfter = new HashMap<>();
    private boolean isFull;

    Packing(Api api, IdentifierType identifyBy) {
        this.pool = new BatchPool(api.route());
        this.identifyBy = identifyBy;
        this.packer = new Packer(pool, this);
    }

    static Packing batches() {
        return new Packing(Api.BATCH, IdentifierType.ID);
    }

    Packing add(String json) throws InterruptedException {
        return add(json, () -> {});
    }

    /** Maps every record of the array, all fields under their own names, and adds it. */
    Packing add(String json, Runnable afterEach) throws InterruptedException {
        var mapper = new Mapper(
                new MappingConfig(new FieldPath("id"), identifyBy, List.of(), Unmapped.KEEP, Nulls.KEEP, false));
        Source source = JsonSource.open(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "data.json");
        while (source.hasNext()) {
            SourceRecord record = source.next();
            Operation operation = ((Mapped.Made) mapper.map(record)).operation();
            given.add(new Given(
                    operation.subject().text(),
                    operation.subject().subjectHash(),
                    written(operation),
                    record.json().json()));
            packer.add(operation, record);
            sentBefore.add(sent.size());
            afterEach.run();
        }
        return this;
    }

    private static String written(Operation operation) {
        byte[] bytes = new byte[operation.length(Form.ENTRY)];
        int end = operation.write(Form.ENTRY, bytes, 0);
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    Packing flush() throws InterruptedException {
        packer.flush();
        return this;
    }

    @Override
    public void send(Batch batch) throws InterruptedException {
        if (isFull) {
            throw new InterruptedException("no room");
        }
        unfinished.add(batch.sequence());
        sent.add(copy(batch));
        pool.release(batch);
    }

    static Sent copy(Batch batch) {
        var rows = new ArrayList<Long>();
        var people = new ArrayList<Integer>();
        var keys = new ArrayList<String>();
        var records = new ArrayList<String>();
        for (int i = 0; i < batch.rows(); i++) {
            BatchRow row = batch.row(i);
            rows.add(row.number());
            people.add(batch.personOf(i));
            keys.add(row.key());
            records.add(row.record().json());
        }
        var predecessors = new ArrayList<Long>();
        for (long predecessor : batch.predecessors()) {
            predecessors.add(predecessor);
        }
        return new Sent(
                batch.sequence(),
                new String(batch.body(), 0, batch.bodyLength(), StandardCharsets.UTF_8),
                batch.bodyLength(),
                batch.memory(),
                predecessors,
                rows,
                people,
                keys,
                records);
    }

    /** From now on there is no room, and waiting for it is interrupted. */
    void beFull() {
        isFull = true;
    }

    /** Marks a batch as one that has its end. */
    void finish(long sequence) {
        unfinished.remove(sequence);
        finishedAfter.put(sequence, given.size());
    }

    /** Whether the batch had its end when the i-th row, from 1, was added. */
    boolean wasFinished(long sequence, int i) {
        return finishedAfter.getOrDefault(sequence, Integer.MAX_VALUE) < i;
    }

    Set<Long> unfinished() {
        return unfinished;
    }

    @Override
    public long oldestUnfinished() {
        return unfinished.isEmpty() ? Long.MAX_VALUE : unfinished.first();
    }

    Packer packer() {
        return packer;
    }

    List<Sent> sent() {
        return sent;
    }

    List<Given> given() {
        return given;
    }

    /** How many batches had left when the i-th row was in. */
    int sentBefore(int i) {
        return sentBefore.get(i);
    }
}
