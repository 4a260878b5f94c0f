package dev.upserter.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.ChangeMembership;
import dev.upserter.operation.Form;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.operation.Operation;
import dev.upserter.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is asked of a packed batch before it is sent, and how it is changed. */
class ChangedBatchTest {
    private static final Route MEMBERS = new Route.Ids("/join", 1000);

    private static IdentifyPerson person(IdentifierType type, String key, String... namesAndValues) {
        var attributes = new ArrayList<Attribute>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.add(
                    new Attribute(new AttributeName(namesAndValues[i]), JsonValue.ofJson(namesAndValues[i + 1])));
        }
        return new IdentifyPerson(new Identifier(type, JsonValue.ofText(key)), attributes, false);
    }

    private static Batch batch(Route route, Operation... operations) {
        var batch = new Batch(route);
        batch.begin(7, route);
        for (Operation operation : operations) {
            SourceRecord record = SourceRecord.restored("rows");
            int row = batch.rows() + 1;
            record.restore(row, row, row, 1, JsonValue.ofJson("{}"));
            batch.add(operation, operation.length(route.form()), record);
        }
        return batch;
    }

    private static Batch closed(Route route, Operation... operations) {
        Batch batch = batch(route, operations);
        batch.close();
        return batch;
    }

    private static String body(Batch batch) {
        return new String(batch.body(), 0, batch.bodyLength(), StandardCharsets.UTF_8);
    }

    private static String attributes(Batch batch) {
        return body(batch)
                .replaceAll("\\{\"type\":\"person\",\"identifiers\":|,\"action\":\"identify\",\"attributes\"", "");
    }

    @Test
    void eachRowSaysByWhichIdentifierItIsSent() {
        Batch batch = closed(
                Api.BATCH.route(),
                person(IdentifierType.EMAIL, "a@x.org"),
                person(IdentifierType.ID, "a"),
                person(IdentifierType.CIO_ID, "03"));

        assertThat(IntStream.range(0, 3).mapToObj(batch::typeOf))
                .containsExactly(IdentifierType.EMAIL, IdentifierType.ID, IdentifierType.CIO_ID);
        assertThat(IntStream.range(0, 3).mapToObj(batch::keyOf)).containsExactly("a@x.org", "a", "03");
    }

    /** There the entry is the id alone, or the path of the request has it. */
    @Test
    void whereEntriesDoNotSayItTheRouteHasOneIdentifier() {
        var email = new Identifier(IdentifierType.EMAIL, JsonValue.ofText("a@x.org"));

        Batch members = closed(MEMBERS, new ChangeMembership(email, true));
        assertThat(members.typeOf(0)).isEqualTo(IdentifierType.EMAIL);
        assertThat(members.row(0).sent()).isEqualTo(JsonValue.NULL);
        assertThat(closed(Api.SINGLE.route(), person(IdentifierType.CIO_ID, "03"))
                        .typeOf(0))
                .isEqualTo(IdentifierType.CIO_ID);
    }

    @Test
    void rowsLoseTheAttributesThatAreNamedAndOthersKeepThem() {
        Batch batch = closed(
                Api.BATCH.route(),
                person(IdentifierType.ID, "a", "n", "1", "plan", "\"x\""),
                person(IdentifierType.ID, "b", "n", "2", "plan", "{\"n\":3}"),
                person(IdentifierType.ID, "c", "n", "4"));

        Batch changed = batch.without(i -> i == 2 ? Set.of() : Set.of("n"));

        assertThat(attributes(changed))
                .isEqualTo("{\"batch\":[{\"id\":\"a\"}:{\"plan\":\"x\"}},{\"id\":\"b\"}:{\"plan\":{\"n\":3}}},"
                        + "{\"id\":\"c\"}:{\"n\":4}}]}");
        assertThat(changed.sequence()).isEqualTo(7);
        assertThat(List.of(changed.number(0), changed.number(2))).containsExactly(1L, 3L);
        assertThat(attributes(batch)).as("the batch itself stays").contains("{\"n\":1,\"plan\":\"x\"}");
    }

    /** An attribute that is called as a part of the entry is not that part. */
    @Test
    void theEntryItselfLosesNothing() {
        Batch batch = closed(Api.BATCH.route(), person(IdentifierType.ID, "a", "type", "1", "identifiers", "2"));

        assertThat(body(batch.without(i -> Set.of("type", "identifiers", "action", "attributes"))))
                .isEqualTo("{\"batch\":[{\"type\":\"person\",\"identifiers\":{\"id\":\"a\"},\"action\":\"identify\","
                        + "\"attributes\":{}}]}");
        assertThat(body(closed(Api.SINGLE.route(), person(IdentifierType.ID, "a", "type", "1", "n", "2"))
                        .without(i -> Set.of("type"))))
                .isEqualTo("{\"n\":2}");
    }

    @Test
    void rowsThatShareAnEntryShareOneWithoutSomeAttributes() {
        Batch batch = batch(Api.BATCH.route(), person(IdentifierType.ID, "a", "n", "1", "m", "1"));
        IdentifyPerson again = person(IdentifierType.ID, "a", "n", "2", "plan", "\"x\"");
        SourceRecord record = SourceRecord.restored("rows");
        record.restore(2, 2, 2, 1, JsonValue.ofJson("{}"));
        assertThat(batch.join(0, again, again.length(Form.ENTRY), again.headLength(), record))
                .isTrue();
        batch.close();

        Batch changed = batch.without(i -> Set.of("n"));

        assertThat(attributes(changed)).isEqualTo("{\"batch\":[{\"id\":\"a\"}:{\"m\":1,\"plan\":\"x\"}}]}");
        assertThat(changed.rows()).isEqualTo(2);
        assertThat(changed.people()).isOne();
    }

    @Test
    void someNotesAreReplacedByOthersOfAnyLength() {
        Batch batch = batch(
                Api.BATCH.route(),
                person(IdentifierType.ID, "a"),
                person(IdentifierType.ID, "b"),
                person(IdentifierType.ID, "c"));
        assertThat(batch.noteBytesWith(5)).isEqualTo(5);
        Batch noted = new Batch(Api.BATCH.route());
        noted.begin(1, Api.BATCH.route());
        for (String note : List.of("one", "two", "three")) {
            IdentifyPerson person = person(IdentifierType.ID, note);
            SourceRecord record = SourceRecord.restored("rows");
            record.restore(1, 1, 1, 1, JsonValue.ofJson("{}"));
            noted.add(person, person.length(Form.ENTRY), record);
            noted.note(note.getBytes(StandardCharsets.UTF_8), note.length());
        }
        assertThat(noted.noteBytesWith(5)).isEqualTo("onetwothree".length() + 5);

        noted.changeNotes(
                i -> i != 1,
                note -> (new String(note, StandardCharsets.UTF_8) + "!?")
                        .replace("three", "")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(notes(noted)).containsExactly("one!?", "two", "!?");
        batch.changeNotes(i -> true, note -> new byte[] {'x'});
        assertThat(notes(batch)).as("a batch without notes has none").containsExactly("", "", "");
    }

    private static List<String> notes(Batch batch) {
        var notes = new ArrayList<String>();
        for (int i = 0; i < batch.rows(); i++) {
            int row = i;
            var out = new GrowingBytes(8);
            batch.writeNotes(each -> each == row, out);
            notes.add(new String(out.toArray(), StandardCharsets.UTF_8));
        }
        return notes;
    }

    @Test
    void aPartFollowsWhatTheWholeFollowsAndEachOnce() {
        Batch batch = batch(Api.BATCH.route(), person(IdentifierType.ID, "a"), person(IdentifierType.ID, "b"));
        for (long before : new long[] {1, 2, 1, 3, 4, 5, 2, 6}) {
            batch.follow(before);
        }
        batch.close();

        assertThat(batch.predecessors()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(batch.halves())
                .hasSize(2)
                .allSatisfy(half -> assertThat(half.predecessors()).containsExactly(1, 2, 3, 4, 5, 6));
        assertThat(batch.part(i -> false).rows()).isZero();
        assertThat(batch.part(i -> false).sequence()).isEqualTo(7);
    }
}
