package dev.upserter.state.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.RowValues;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Payload;
import dev.upserter.plan.Duplicates;
import dev.upserter.record.SourceRecord;
import dev.upserter.state.KnownPeople;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that say more than attributes: when they were changed, whose identifier they have, keys of their own. */
class NewestRowTest {
    private static final RowValues.Layout LAYOUT =
            new RowValues.Layout(IdentifierType.ID, List.of("device", "time"), "time", true);

    @TempDir
    Path folder;

    private int joins;

    /** A row as JSON, with the place of its time and of its device in it; -1 for none. */
    private static RowValues row(
            JsonValue json, @Nullable JsonValue time, @Nullable JsonValue device, Payload related) {
        @Nullable JsonValue[] parts = LAYOUT.room();
        parts[0] = device;
        parts[1] = time;
        var n = new Attribute(new AttributeName("n"), new JsonValue(json.bytes(), 1, 2, ValueKind.INTEGER));
        return new RowValues(
                LAYOUT, IdentifierType.EMAIL, JsonValue.ofText("a@x.org"), parts, new Payload(List.of(n)), related);
    }

    private static JsonValue json(String text, ValueKind kind) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new JsonValue(bytes, 0, bytes.length, kind);
    }

    private List<RowValues> join(Duplicates duplicates, RowValues... rows) throws Exception {
        Path own = folder.resolve("" + joins++);
        var rules = new JoinRules(false, true, true, Absent.KEPT, true, false, false, duplicates);
        try (var staging = new Staging(own.resolve("staging"), LAYOUT, false);
                var changes = new Changes(staging, own.resolve("changes"))) {
            for (int i = 0; i < rows.length; i++) {
                SourceRecord record = SourceRecord.restored("rows");
                byte[] of = rows[i].payload().attribute(0).value().bytes();
                record.restore(i + 1, i + 1, 1, 1, new JsonValue(of, 0, of.length, ValueKind.ARRAY));
                staging.add(rows[i].person(), rows[i], record);
            }
            staging.settle();
            new Join(staging, KnownPeople.none(), rules, changes, where -> {}).run();
            var found = new ArrayList<RowValues>();
            changes.forEach(change -> found.add(change.now().values().copy()));
            return found;
        }
    }

    private static RowValues at(int n, @Nullable Integer time) {
        return row(
                json("[" + n + "]", ValueKind.ARRAY),
                time == null ? null : JsonValue.ofInteger(time),
                null,
                Payload.NONE);
    }

    private String used(Duplicates duplicates, RowValues... rows) throws Exception {
        List<RowValues> found = join(duplicates, rows);
        assertThat(found).hasSize(1);
        return found.getFirst().payload().attribute(0).value().json();
    }

    @Test
    void ofRowsThatSayWhenTheyWereChangedTheNewestIsUsed() throws Exception {
        assertThat(used(Duplicates.LAST, at(1, 10), at(2, 30), at(3, 20))).isEqualTo("2");
        assertThat(used(Duplicates.LAST, at(1, 30), at(2, 20))).isEqualTo("1");
        assertThat(used(Duplicates.LAST, at(1, 10), at(2, 10))).isEqualTo("2");
        assertThat(used(Duplicates.LAST, at(1, null), at(2, 10))).isEqualTo("1");
        assertThat(used(Duplicates.MERGE, at(1, 30), at(2, 20))).isEqualTo("1");
    }

    @Test
    void theFirstRowIsTheFirstOfTheSource() throws Exception {
        assertThat(used(Duplicates.FIRST, at(1, 20), at(2, 10), at(3, 30))).isEqualTo("1");
    }

    @Test
    void aRowComesBackWithAllThatItSays() throws Exception {
        JsonValue json = json("[7, \"token\", 5]", ValueKind.ARRAY);
        var device = new JsonValue(json.bytes(), 4, 11, ValueKind.TEXT);
        var role = new Payload(List.of(new Attribute(new AttributeName("role"), JsonValue.ofText("boss"))));
        RowValues row = join(Duplicates.LAST, row(json, JsonValue.ofInteger(5), device, role))
                .getFirst();

        assertThat(row.person()).isEqualTo(new Identifier(IdentifierType.EMAIL, JsonValue.ofText("a@x.org")));
        assertThat(row.get("device").json()).isEqualTo("\"token\"");
        assertThat(row.time()).isEqualTo(5);
        assertThat(row.payload().attribute(0).value().json()).isEqualTo("7");
        RowValues without = join(Duplicates.LAST, at(1, null)).getFirst();
        assertThat(without.find("device")).isNull();
        assertThat(without.find("time")).isNull();
    }

    @Test
    void aRowComesBackWithWhatItSaysOfARelationship() throws Exception {
        var role = new Payload(List.of(new Attribute(new AttributeName("role"), JsonValue.ofText("boss"))));
        RowValues row = join(Duplicates.LAST, row(json("[7]", ValueKind.ARRAY), null, JsonValue.ofText("other"), role))
                .getFirst();

        assertThat(row.relationship().attribute(0).name()).isEqualTo(new AttributeName("role"));
        assertThat(row.get("device").text()).isEqualTo("other");
    }
}
