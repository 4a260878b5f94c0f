package dev.upserter.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.memory.MemoryShare;
import dev.upserter.operation.Form;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchPoolTest {
    private final List<Batch> sent = new ArrayList<>();
    private final BatchPool pool = new BatchPool(Api.BATCH.route());
    private final Packer packer = new Packer(pool, new BatchSink() {
        @Override
        public void send(Batch batch) {
            sent.add(batch);
        }

        @Override
        public long oldestUnfinished() {
            return 1;
        }
    });

    private static IdentifyPerson person(int i) {
        return new IdentifyPerson(new Identifier(IdentifierType.ID, JsonValue.ofText("p" + i)), List.of(), false);
    }

    private static SourceRecord row(int i, int length) {
        byte[] json = ("{\"id\":" + i + "}" + " ".repeat(length)).getBytes(StandardCharsets.UTF_8);
        SourceRecord record = SourceRecord.restored("rows");
        record.restore(i, i, i, 1, new JsonValue(json, 0, json.length, ValueKind.OBJECT));
        return record;
    }

    @Test
    void batchesThatWaitToBeUsedAgainTakeBoundedMemory() throws Exception {
        for (int i = 1; i <= 1000; i++) {
            packer.add(person(i), row(i, 100_000));
        }
        packer.flush();
        assertThat(sent.stream().mapToLong(Batch::memory).sum()).isGreaterThan(100 << 20);

        sent.forEach(pool::release);

        assertThat(pool.free()).isBetween(BatchPool.MAX_FREE / 2, BatchPool.MAX_FREE);
        pool.clear();
        assertThat(pool.free()).isZero();
    }

    @Test
    void aBatchThatIsInUseAgainWaitsNoLonger() throws Exception {
        packer.add(person(1), row(1, 10));
        packer.flush();
        pool.release(sent.getFirst());
        assertThat(pool.free()).isEqualTo(sent.getFirst().memory());

        packer.add(person(2), row(2, 10));

        assertThat(pool.free()).isZero();
    }

    @Test
    void twoNotesOfHalfTheRoomFillABatch() throws Exception {
        byte[] note = new byte[Packer.MAX_RECORD_BYTES / 2 + 1];
        for (int i = 1; i <= 4; i++) {
            packer.add(person(i), row(i, 10), note, i <= 2 ? note.length - 1 : note.length);
        }
        packer.flush();

        assertThat(sent).extracting(Batch::rows).containsExactly(2, 1, 1);
    }

    @Test
    void notesFillABatchAsRecordsDo() throws Exception {
        byte[] note = new byte[100_000];
        for (int i = 1; i <= 25; i++) {
            packer.add(person(i), row(i, 10), note, note.length);
        }
        packer.flush();

        assertThat(sent).extracting(Batch::rows).containsExactly(10, 10, 5);
        assertThat(sent).allSatisfy(batch -> assertThat(batch.memory()).isGreaterThan(batch.rows() * 100_000L));
    }

    /** Two runs, of which each may hold half of the budget. */
    @Test
    void batchesTakeTheirMemoryFromTheShareOfTheirRunAndGiveItBack() throws Exception {
        MemoryBudget budget = MemoryBudget.of(MemoryBudget.LEAST);
        try (MemoryShare share = budget.open();
                MemoryShare other = budget.open()) {
            var shared = new BatchPool(Routing.of(Api.BATCH.route(), Ordering.EXCLUSIVE), share);
            Batch batch = big(shared);
            long size = batch.memory();

            assertThat(shared.admit(batch)).isTrue();
            assertThat(shared.admit(batch)).as("again: it has its memory").isTrue();
            assertThat(budget.taken()).isEqualTo(size);

            share.require(MemoryBudget.LEAST / 2 - size);
            assertThat(shared.isTight(1)).isTrue();
            Batch second = big(shared);
            assertThat(shared.admit(second)).isFalse();
            assertThat(second.granted()).isZero();
            shared.admitOnly(second);
            assertThat(second.granted()).isEqualTo(second.memory());

            shared.release(second);
            assertThat(second.granted())
                    .as("the share is over what it may hold")
                    .isZero();
            assertThat(shared.free()).isZero();
            shared.release(batch);
            assertThat(batch.granted()).as("what waits to be used again").isEqualTo(size);
            assertThat(shared.free()).isEqualTo(size);
            shared.clear();
            assertThat(budget.taken()).isEqualTo(MemoryBudget.LEAST / 2 - size);
            assertThat(shared.isTight(1)).isFalse();
        }
    }

    @Test
    void aBatchThatIsNotKeptGivesItsMemoryBack() throws Exception {
        MemoryBudget budget = MemoryBudget.of(64 << 20);
        try (MemoryShare share = budget.open()) {
            var shared = new BatchPool(Routing.of(Api.BATCH.route(), Ordering.EXCLUSIVE), share);
            Batch huge = shared.take(Api.BATCH.route());
            huge.begin(1, Api.BATCH.route());
            huge.add(person(1), person(1).length(Form.ENTRY), row(1, (int) BatchPool.MAX_KEPT));
            assertThat(shared.admit(huge)).isTrue();
            assertThat(budget.taken()).isEqualTo(huge.memory()).isGreaterThan(BatchPool.MAX_KEPT);

            shared.release(huge);
            assertThat(budget.taken()).as("it had to grow for one huge row").isZero();
            assertThat(shared.free()).isZero();

            var many = new ArrayList<Batch>();
            for (int i = 0; i < 20; i++) {
                many.add(big(shared));
                assertThat(shared.admit(many.getLast())).isTrue();
            }
            many.forEach(shared::release);
            assertThat(budget.taken())
                    .as("more than are kept to be used again")
                    .isEqualTo(shared.free())
                    .isLessThanOrEqualTo(BatchPool.MAX_FREE);
        }
    }

    private static Batch big(BatchPool pool) {
        Batch batch = pool.take(Api.BATCH.route());
        batch.begin(1, Api.BATCH.route());
        IdentifyPerson person = person(1);
        batch.add(person, person.length(Form.ENTRY), row(1, 1 << 20));
        return batch;
    }
}
