package dev.upserter.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import dev.upserter.operation.ChangeMembership;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.json.JsonSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operations that need no order among themselves, by routes that take a list of ids. */
class FreePackingTest implements BatchSink {
    private static final Route JOIN = new Route.Ids("/join", 3);
    private static final Route LEAVE = new Route.Ids("/leave", 3);

    private final List<String> sent = new ArrayList<>();
    private final BatchPool pool = new BatchPool(new Routing() {
        @Override
        public Route route(Operation operation) {
            return ((ChangeMembership) operation).joins() ? JOIN : LEAVE;
        }

        @Override
        public Ordering ordering() {
            return Ordering.FREE;
        }
    });
    private final Packer packer = new Packer(pool, this);

    @Override
    public void send(Batch batch) {
        String body = new String(batch.body(), 0, batch.bodyLength(), StandardCharsets.UTF_8);
        assertThat(batch.predecessors()).isEmpty();
        sent.add(((Route.Ids) batch.route()).path() + " " + batch.rows() + " " + body);
        pool.release(batch);
    }

    @Override
    public long oldestUnfinished() {
        return 1;
    }

    private void add(String id, boolean joins) throws InterruptedException {
        var source = JsonSource.open(
                new ByteArrayInputStream(("[{\"id\":\"" + id + "\"}]").getBytes(StandardCharsets.UTF_8)), "data.json");
        SourceRecord record = source.next();
        packer.add(new ChangeMembership(new Identifier(IdentifierType.ID, JsonValue.ofText(id)), joins), record);
    }

    @Test
    void aPersonStandsInARequestAsOftenAsInTheRows() throws InterruptedException {
        add("a", true);
        add("a", true);
        packer.flush();

        assertThat(sent).containsExactly("/join 2 {\"ids\":[\"a\",\"a\"]}");
    }

    @Test
    void aRequestHoldsNoMoreIdsThanItsRouteTakes() throws InterruptedException {
        for (String id : List.of("a", "b", "c", "d", "e", "f", "g")) {
            add(id, true);
        }
        packer.flush();

        assertThat(sent)
                .containsExactly(
                        "/join 3 {\"ids\":[\"a\",\"b\",\"c\"]}",
                        "/join 3 {\"ids\":[\"d\",\"e\",\"f\"]}",
                        "/join 1 {\"ids\":[\"g\"]}");
    }

    @Test
    void operationsOfTwoRoutesFillRequestsOfTheirOwn() throws InterruptedException {
        for (String id : List.of("a", "b", "c", "d")) {
            add(id, true);
            add(id + id, false);
        }
        packer.flush();

        assertThat(sent)
                .containsExactly(
                        "/join 3 {\"ids\":[\"a\",\"b\",\"c\"]}",
                        "/leave 3 {\"ids\":[\"aa\",\"bb\",\"cc\"]}",
                        "/join 1 {\"ids\":[\"d\"]}",
                        "/leave 1 {\"ids\":[\"dd\"]}");
        assertThat(packer.waiting()).isZero();
        assertThat(packer.early()).isZero();
    }

    @Test
    void aBatchIsUsedAgainForAnotherRoute() throws InterruptedException {
        add("a", true);
        packer.flush();
        add("b", false);
        packer.flush();
        add("c", true);
        packer.flush();

        assertThat(sent)
                .containsExactly(
                        "/join 1 {\"ids\":[\"a\"]}", "/leave 1 {\"ids\":[\"b\"]}", "/join 1 {\"ids\":[\"c\"]}");
    }
}
