package dev.upserter.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyObject;
import dev.upserter.operation.MergePeople;
import dev.upserter.operation.ObjectId;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Payload;
import dev.upserter.problem.Location;
import dev.upserter.record.SourceRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations about two people, of whom neither may be in another request meanwhile. */
class PairPackingTest implements BatchSink {
    private final List<String> sent = new ArrayList<>();
    private final BatchPool pool = new BatchPool(Routing.of(Api.BATCH.route(), Ordering.PAIRWISE));
    private final Packer packer = new Packer(pool, this);
    private long row;

    @Override
    public void send(Batch batch) {
        sent.add(batch.sequence() + " has " + batch.rows() + " after " + Arrays.toString(batch.predecessors()));
        pool.release(batch);
    }

    @Override
    public long oldestUnfinished() {
        return 1;
    }

    private PairPackingTest merge(String stays, String goes) throws InterruptedException {
        return add(new MergePeople(person(stays), person(goes)));
    }

    private PairPackingTest add(Operation operation) throws InterruptedException {
        SourceRecord record = SourceRecord.restored("rows");
        row++;
        record.restore(row, row, row, 1, JsonValue.ofJson("{}"));
        packer.add(operation, record);
        return this;
    }

    private static Identifier person(String id) {
        return new Identifier(IdentifierType.ID, JsonValue.ofText(id));
    }

    @Test
    void pairsWithoutACommonPersonShareARequest() throws Exception {
        merge("a", "b").merge("c", "d").merge("e", "f").packer.flush();

        assertThat(sent).containsExactly("1 has 3 after []");
    }

    /** Whoever is in both, and on whichever side. */
    @ParameterizedTest
    @CsvSource({"a, c", "c, a", "b, c", "c, b", "a, b", "b, a"})
    void aPairWaitsForThePairsOfItsPeople(String stays, String goes) throws Exception {
        merge("a", "b").merge(stays, goes).packer.flush();

        assertThat(sent).containsExactly("1 has 1 after []", "2 has 1 after [1]");
    }

    @Test
    void aPairWaitsForTheLaterOfTwo() throws Exception {
        merge("a", "b").merge("a", "c").merge("x", "b").merge("c", "b").packer.flush();

        assertThat(sent).containsExactly("1 has 1 after []", "2 has 2 after [1]", "3 has 1 after [2]");
    }

    /** A row that was read in an earlier run keeps the number that it had there. */
    @Test
    void aRowKeepsItsPlaceInTheSourceAndItsFirstNumber() {
        var batch = new Batch(Api.BATCH.route());
        batch.begin(1, Api.BATCH.route());
        for (int i = 1; i <= 3; i++) {
            SourceRecord record = SourceRecord.restored("rows.csv");
            record.restore(i, 10 + i, 20 + i, i == 2 ? 0 : 30 + i, JsonValue.ofJson("{}"));
            var merge = new MergePeople(person("a" + i), person("b" + i));
            batch.add(merge, merge.length(batch.route().form()), record);
        }
        batch.close();

        for (Batch each : List.of(batch, batch.part(i -> true))) {
            for (int i = 0; i < 3; i++) {
                BatchRow kept = each.row(i);
                assertThat(kept.number()).isEqualTo(i + 1);
                assertThat(kept.first()).isEqualTo(11 + i);
                assertThat(kept.location())
                        .isEqualTo(
                                i == 1
                                        ? new Location.InRows("rows.csv", 22)
                                        : new Location.InText("rows.csv", 21 + i, 31 + i));
            }
        }
    }

    /** An entry without attributes says what it relates. */
    @Test
    void whatIsSentOfARowIsItsAttributesOrElseItsRelationships() {
        var id = new ObjectId(JsonValue.ofInteger(1), JsonValue.ofText("acme"));
        var name = new Payload(List.of(new Attribute(new AttributeName("name"), JsonValue.ofText("Acme"))));

        assertThat(sentOf(new IdentifyObject(id, name, person("a"), Payload.NONE)))
                .isEqualTo("{\"name\":\"Acme\"}");
        assertThat(sentOf(new MergePeople(person("a"), person("b")))).isEqualTo("null");
    }

    private static String sentOf(Operation operation) {
        var batch = new Batch(Api.BATCH.route());
        batch.begin(1, Api.BATCH.route());
        SourceRecord record = SourceRecord.restored("rows");
        record.restore(1, 1, 1, 1, JsonValue.ofJson("{}"));
        batch.add(operation, operation.length(batch.route().form()), record);
        batch.close();
        return batch.row(0).sent().json();
    }

    @Test
    void routesSayHowManyOperationsTheyTake() {
        Route many = new Route.Entries();
        Route ids = new Route.Ids("/join", 1000);
        Route alone = new Route.Alone("PUT", "/customers/");
        Route fixed = new Route.Fixed("POST", "/merge");

        assertThat(List.of(many, ids, alone, fixed))
                .extracting(route -> route.method() + " " + route.isList() + " " + route.list() + " " + route.most())
                .containsExactly(
                        "POST true batch " + Integer.MAX_VALUE, "POST true ids 1000", "PUT false  1", "POST false  1");
        assertThat(Api.values()).extracting(Api::spelling).containsExactly("batch", "single");
    }
}
