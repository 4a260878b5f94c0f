package dev.upserter.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.Form;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PartsTest {
    /** The parts of the only batch of these rows. */
    private static List<Packing.Sent> parts(String json, Function<Batch, List<Batch>> cut) throws Exception {
        var parts = new ArrayList<Packing.Sent>();
        var packing = new Packing(Api.BATCH, IdentifierType.ID) {
            @Override
            public void send(Batch batch) {
                cut.apply(batch).forEach(part -> parts.add(copy(part)));
            }
        };
        packing.add(json.replace('\'', '"')).flush();
        return parts;
    }

    private static List<String> attributes(List<Packing.Sent> parts) {
        return parts.stream()
                .map(part -> part.body()
                        .replaceAll(
                                "\\{\"type\":\"person\",\"identifiers\":|,\"action\":\"identify\",\"attributes\"", "")
                        .replace('"', '\''))
                .toList();
    }

    @Test
    void halvesAreOfPeople() throws Exception {
        List<Packing.Sent> halves =
                parts("[{'id':'a','n':1},{'id':'b'},{'id':'a','n':2},{'id':'c'},{'id':'d'},{'id':'e'}]", Batch::halves);

        assertThat(halves).extracting(Packing.Sent::rows).containsExactly(List.of(1L, 2L, 3L), List.of(4L, 5L, 6L));
        assertThat(attributes(halves))
                .containsExactly(
                        "{'batch':[{'id':'a'}:{'n':2}},{'id':'b'}:{}}]}",
                        "{'batch':[{'id':'c'}:{}},{'id':'d'}:{}},{'id':'e'}:{}}]}");
        assertThat(halves).extracting(Packing.Sent::sequence).containsExactly(1L, 1L);
    }

    @Test
    void halvesOfOnePersonAreOfTheirRows() throws Exception {
        List<Packing.Sent> halves = parts(
                "[{'id':'a','n':1},{'id':'a','n':2},{'id':'a','m':3},{'id':'a','n':4},{'id':'a','x':5}]",
                Batch::halves);

        assertThat(halves).extracting(Packing.Sent::rows).containsExactly(List.of(1L, 2L), List.of(3L, 4L, 5L));
        assertThat(attributes(halves))
                .containsExactly("{'batch':[{'id':'a'}:{'n':2}}]}", "{'batch':[{'id':'a'}:{'m':3,'n':4,'x':5}}]}");
    }

    @Test
    void rowHalvesAreOfTheRowsOfEachPerson() throws Exception {
        List<Packing.Sent> halves = parts(
                "[{'id':'a','n':1},{'id':'b','n':2},{'id':'a','n':3},{'id':'c','n':4},{'id':'b','n':5}]",
                Batch::rowHalves);

        assertThat(halves).extracting(Packing.Sent::rows).containsExactly(List.of(1L, 2L), List.of(3L, 4L, 5L));
        assertThat(attributes(halves))
                .containsExactly(
                        "{'batch':[{'id':'a'}:{'n':1}},{'id':'b'}:{'n':2}}]}",
                        "{'batch':[{'id':'a'}:{'n':3}},{'id':'c'}:{'n':4}},{'id':'b'}:{'n':5}}]}");
    }

    /** An address that comes after other attributes may lead to another person. */
    @Test
    void rowsOfAHalfThatCannotBeJoinedAreSeveralParts() throws Exception {
        String email = "{'id':'a','email':'a@x.org'}";
        List<Packing.Sent> parts =
                parts("[" + email + "," + email + ",{'id':'a','n':1}," + email + ",{'id':'b'}]", Batch::rowHalves);

        assertThat(parts).extracting(Packing.Sent::rows).containsExactly(List.of(1L, 2L), List.of(3L), List.of(4L, 5L));
        assertThat(attributes(parts))
                .containsExactly(
                        "{'batch':[{'id':'a'}:{'email':'a@x.org'}}]}",
                        "{'batch':[{'id':'a'}:{'n':1}}]}",
                        "{'batch':[{'id':'a'}:{'email':'a@x.org'}},{'id':'b'}:{}}]}");
    }

    @Test
    void aPartWithoutRowsIsNone() throws Exception {
        assertThat(parts("[{'id':'a'},{'id':'b'}]", batch -> new Parts(batch).of(i -> false)))
                .isEmpty();
    }

    @Test
    void personsAndRunsOfNumbersAreThoseOfThePart() throws Exception {
        parts(
                "[{'id':'a'},{'id':'b'},{'id':'c'},{'id':'b','n':1},{'id':'d'},{'id':'e'},{'id':'f'},{'id':'g'}]",
                batch -> {
                    assertThat(batch.runs()).isEqualTo(1);
                    assertThat(List.of(batch.firstRow(1), batch.firstRow(3))).containsExactly(1, 4);
                    assertThat(batch.isJoined(0)).isFalse();
                    assertThat(batch.isJoined(1)).isTrue();
                    assertThat(batch.isJoined(3)).isFalse();
                    Batch part = batch.part(i -> i != 2 && i != 4 && i != 6);
                    assertThat(numbers(part)).containsExactly(1L, 2L, 4L, 6L, 8L);
                    assertThat(runs(part)).containsExactly("1-2", "4-4", "6-6", "8-8");
                    assertThat(part.isJoined(1)).isTrue();
                    Batch plain = batch.part(i -> i == 4);
                    assertThat(plain.isJoined(0)).isFalse();
                    assertThat(plain.firstRow(0)).isZero();
                    return List.of();
                });
    }

    private static List<Long> numbers(Batch batch) {
        var numbers = new ArrayList<Long>();
        for (int i = 0; i < batch.rows(); i++) {
            numbers.add(batch.number(i));
        }
        return numbers;
    }

    private static List<String> runs(Batch batch) {
        var runs = new ArrayList<String>();
        for (int i = 0; i < batch.runs(); i++) {
            runs.add(batch.firstOfRun(i) + "-" + batch.lastOfRun(i));
        }
        return runs;
    }

    @Test
    void aRowKeepsItsNote() {
        var batch = new Batch(Api.BATCH.route());
        batch.begin(1, Api.BATCH.route());
        for (int i = 0; i < 20; i++) {
            IdentifyPerson person = person(i);
            batch.add(person, person.length(Form.ENTRY), row(i));
            byte[] note = ("<" + i + ">?").getBytes(StandardCharsets.UTF_8);
            batch.note(note, note.length - 1);
        }
        batch.close();

        assertThat(notes(batch)).startsWith("<0><1><2>").endsWith("<19>");
        Batch part = batch.part(i -> i % 7 == 3);
        assertThat(notes(part)).isEqualTo("<3><10><17>");
        var some = new GrowingBytes(8);
        batch.writeNotes(i -> i == 0 || i == 19, some);
        assertThat(new String(some.toArray(), StandardCharsets.UTF_8)).isEqualTo("<0><19>");
    }

    private static String notes(Batch batch) {
        var out = new GrowingBytes(8);
        batch.writeNotes(i -> true, out);
        return new String(out.toArray(), StandardCharsets.UTF_8);
    }

    private static IdentifyPerson person(int i) {
        return new IdentifyPerson(
                new Identifier(IdentifierType.ID, JsonValue.ofText("p" + i)), List.<Attribute>of(), false);
    }

    private static SourceRecord row(int i) {
        byte[] json = ("{\"id\":" + i + "}").getBytes(StandardCharsets.UTF_8);
        SourceRecord record = SourceRecord.restored("rows");
        record.restore(i, i, i, 1, new JsonValue(json, 0, json.length, ValueKind.OBJECT));
        return record;
    }
}
