package dev.upserter.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.operation.IdentifierType;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class BatchTest {
    /** What the only batch of these rows is, seen through a change. */
    private static Packing.Sent seen(Api api, String json, UnaryOperator<Batch> change) throws Exception {
        var seen = new AtomicReference<Packing.Sent>();
        var packing = new Packing(api, IdentifierType.ID) {
            @Override
            public void send(Batch batch) {
                seen.set(copy(change.apply(batch)));
            }
        };
        packing.add(json).flush();
        return seen.get();
    }

    private static final String FIVE =
            "[{\"id\":\"a\"},{\"id\":\"b\",\"x\":\"ü\"},\n {\"id\":\"c\"},{\"id\":4},{\"id\":\"\\u0065\"}]";

    @Test
    void aPartHoldsTheSameEntriesAndRows() throws Exception {
        Packing.Sent part = seen(Api.BATCH, FIVE, batch -> batch.part(i -> i >= 1 && i < 4));

        assertThat(part.body())
                .isEqualTo("{\"batch\":["
                        + "{\"type\":\"person\",\"identifiers\":{\"id\":\"b\"},\"action\":\"identify\","
                        + "\"attributes\":{\"x\":\"ü\"}},"
                        + "{\"type\":\"person\",\"identifiers\":{\"id\":\"c\"},\"action\":\"identify\","
                        + "\"attributes\":{}},"
                        + "{\"type\":\"person\",\"identifiers\":{\"id\":\"4\"},\"action\":\"identify\","
                        + "\"attributes\":{}}]}");
        assertThat(part.rows()).containsExactly(2L, 3L, 4L);
        assertThat(part.keys()).containsExactly("b", "c", "4");
        assertThat(part.records()).containsExactly("{\"id\":\"b\",\"x\":\"ü\"}", "{\"id\":\"c\"}", "{\"id\":4}");
    }

    @Test
    void thePartsOfAPartAreThoseOfTheWhole() throws Exception {
        Packing.Sent direct = seen(Api.BATCH, FIVE, batch -> batch.part(i -> i == 2));

        assertThat(seen(
                        Api.BATCH,
                        FIVE,
                        batch -> batch.part(i -> i >= 1 && i < 4).part(i -> i == 1)))
                .isEqualTo(direct);
        assertThat(seen(Api.BATCH, FIVE, batch -> batch.part(i -> true)).body())
                .isEqualTo(seen(Api.BATCH, FIVE, batch -> batch).body());
    }

    @Test
    void aRowKnowsItsPlaceAndItsKeyWithEscapesResolved() throws Exception {
        var rows = new AtomicReference<BatchRow>();
        seen(Api.BATCH, FIVE, batch -> {
            rows.set(batch.row(4));
            return batch;
        });

        assertThat(rows.get().key()).isEqualTo("e");
        assertThat(rows.get().location()).hasToString("data.json:2:22");
        assertThat(rows.get()).hasToString("BatchRow[data.json:2:22]");
    }

    @Test
    void aRowKnowsWhatIsSentOfIt() throws Exception {
        var rows = new AtomicReference<BatchRow>();
        UnaryOperator<Batch> second = batch -> {
            rows.set(batch.row(batch.rows() - 1));
            return batch;
        };

        seen(Api.BATCH, "[{\"id\":\"a\"},{\"id\":\"b\",\"x\":\"Ana Maria\"}]", second);
        assertThat(rows.get().sent().json()).isEqualTo("{\"x\":\"Ana Maria\"}");
        assertThat(rows.get().redaction().mayShow("Ana Maria")).isFalse();
        seen(Api.SINGLE, "[{\"id\":\"b\",\"x\":1}]", second);
        assertThat(rows.get().sent().json()).isEqualTo("{\"x\":1}");
    }

    @Test
    void aBatchOfOnePersonKnowsWhoseItIs() throws Exception {
        var batches = new AtomicReference<Batch>();
        seen(Api.SINGLE, "[{\"id\":\"a b\"}]", batch -> {
            batches.set(batch);
            return batch;
        });

        assertThat(batches.get().key()).isEqualTo("a b");
        assertThat(batches.get().keyType()).isEqualTo(IdentifierType.ID);
        assertThat(batches.get()).hasToString("Batch[1, 1 people, 2 bytes]");
    }
}
