package dev.upserter.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.guard.Limits;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Form;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyObject;
import dev.upserter.operation.ObjectId;
import dev.upserter.operation.Payload;
import dev.upserter.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several rows of an object are one entry with the relationships of all of them. */
class JoinedObjectsTest {
    private static final String ACME =
            "{\"type\":\"object\",\"identifiers\":{\"object_type_id\":\"1\",\"object_id\":\"acme\"},\"action\":\"identify\",";

    /** Packs objects and keeps the bodies of their requests. */
    private static final class Bodies implements BatchSink {
        private final BatchPool pool = new BatchPool(Api.BATCH.route());
        private final Packer packer = new Packer(pool, this);
        private final List<String> bodies = new ArrayList<>();
        private int rows;

        private Bodies add(IdentifyObject object) throws InterruptedException {
            SourceRecord record = SourceRecord.restored("rows");
            rows++;
            record.restore(rows, rows, rows, 1, JsonValue.ofJson("{}"));
            packer.add(object, record);
            return this;
        }

        private List<String> sent() throws InterruptedException {
            packer.flush();
            return bodies;
        }

        @Override
        public void send(Batch batch) {
            bodies.add(new String(batch.body(), 0, batch.bodyLength(), StandardCharsets.UTF_8));
            pool.release(batch);
        }

        @Override
        public long oldestUnfinished() {
            return Long.MAX_VALUE;
        }
    }

    private static Payload payload(String name, String json) {
        return new Payload(List.of(new Attribute(new AttributeName(name), JsonValue.ofJson(json))));
    }

    private static IdentifyObject acme(String n, IdentifierType type, @Nullable String person, @Nullable String role) {
        return new IdentifyObject(
                new ObjectId(JsonValue.ofInteger(1), JsonValue.ofText("acme")),
                payload("n", n),
                person == null ? null : new Identifier(type, JsonValue.ofText(person)),
                role == null ? Payload.NONE : payload("role", '"' + role + '"'));
    }

    private static IdentifyObject acme(String n, @Nullable String person, @Nullable String role) {
        return acme(n, IdentifierType.EMAIL, person, role);
    }

    private static String body(String n, String relationships) {
        return "{\"batch\":[" + ACME + "\"attributes\":{\"n\":" + n + "}" + relationships + "}]}";
    }

    private static String related(String... people) {
        return List.of(people).stream()
                .map(person -> "{\"identifiers\":{\"email\":\"" + person + "\"}}")
                .collect(Collectors.joining(",", ",\"cio_relationships\":[", "]"));
    }

    @Test
    void theLaterAttributesStandAndEachPersonIsRelatedOnce() throws Exception {
        assertThat(new Bodies()
                        .add(acme("1", "a@x.org", null))
                        .add(acme("2", "b@x.org", null))
                        .add(acme("3", "a@x.org", null))
                        .sent())
                .containsExactly(body("3", related("a@x.org", "b@x.org")));
    }

    @Test
    void rowsThatRelateNobodyJoinTheOthers() throws Exception {
        assertThat(new Bodies()
                        .add(acme("1", null, null))
                        .add(acme("2", null, null))
                        .sent())
                .containsExactly(body("2", ""));
        assertThat(new Bodies()
                        .add(acme("1", null, null))
                        .add(acme("2", "a@x.org", null))
                        .add(acme("3", null, null))
                        .sent())
                .containsExactly(body("3", related("a@x.org")));
    }

    @Test
    void whatTwoRowsSayOfOneRelationshipIsTwoEntriesInTheirOrder() throws Exception {
        List<String> bodies = new Bodies()
                .add(acme("1", "a@x.org", "boss"))
                .add(acme("2", "a@x.org", "boss"))
                .add(acme("3", "a@x.org", "clerk"))
                .sent();

        assertThat(bodies).hasSize(2);
        assertThat(bodies.getFirst())
                .contains("\"n\":2")
                .containsOnlyOnce("boss")
                .doesNotContain("clerk");
        assertThat(bodies.getLast()).contains("\"n\":3").contains("clerk");
    }

    /** In one entry their order would be unknown. */
    @Test
    void anAddressIsTheSamePersonInAnyLetterCase() throws Exception {
        for (String[] two : new String[][] {{"az@x.org", "AZ@x.org"}, {"AZ@X.ORG", "az@x.org"}}) {
            assertThat(new Bodies()
                            .add(acme("1", two[0], null))
                            .add(acme("2", two[1], null))
                            .sent())
                    .hasSize(2);
        }
        for (String[] two : new String[][] {
            {"a@x.org", "b@x.org"},
            {"a@x.org", "aa@x.org"},
            {"a@x.org", "\u0101@x.org"},
            {"[@x.org", "{@x.org"},
            {"`@x.org", "@@x.org"}
        }) {
            assertThat(new Bodies()
                            .add(acme("1", two[0], null))
                            .add(acme("2", two[1], null))
                            .sent())
                    .as(two[0] + " " + two[1])
                    .containsExactly(body("2", related(two)));
        }
    }

    @Test
    void theSameTextByAnotherIdentifierIsAnotherPerson() throws Exception {
        assertThat(new Bodies()
                        .add(acme("1", IdentifierType.ID, "a@x.org", null))
                        .add(acme("2", IdentifierType.EMAIL, "a@x.org", null))
                        .sent())
                .containsExactly(body(
                        "2",
                        ",\"cio_relationships\":[{\"identifiers\":{\"id\":\"a@x.org\"}},"
                                + "{\"identifiers\":{\"email\":\"a@x.org\"}}]"));
    }

    @Test
    void manyPeopleAreRelatedInOneEntry() throws Exception {
        String[] people =
                IntStream.range(0, 50).mapToObj(i -> "p" + i + "@x.org").toArray(String[]::new);
        var bodies = new Bodies();
        for (String person : people) {
            bodies.add(acme("1", person, null));
        }
        assertThat(bodies.sent()).containsExactly(body("1", related(people)));
    }

    /** It counts what the relationships take, to the byte. */
    @Test
    void anEntryIsAsLongAsItMayBeAndNoLonger() throws Exception {
        int without = acme("1", null, null).length(Form.ENTRY);
        for (int over : new int[] {0, 1}) {
            var bodies = new Bodies();
            var people = new ArrayList<String>();
            int length = without + ",\"cio_relationships\":[]".length() - 1;
            while (length < Limits.ENTRY - 600) {
                String person = "p" + people.size() + "x".repeat(400) + "@x.org";
                people.add(person);
                length += 1 + "{\"identifiers\":{\"email\":\"\"}}".length() + person.length();
            }
            int left = Limits.ENTRY + over - length - 1 - "{\"identifiers\":{\"email\":\"\"}}".length();
            people.add("y".repeat(left - 6) + "@x.org");
            for (String person : people) {
                bodies.add(acme("1", person, null));
            }
            assertThat(bodies.sent()).hasSize(1 + over);
        }
    }
}
