package dev.upserter.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Payload;
import dev.upserter.problem.Code;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowValuesTest {
    private static final JsonValue KEY = JsonValue.ofText("ana");
    private static final RowValues.Layout LAYOUT =
            new RowValues.Layout(IdentifierType.EMAIL, List.of("device", "time", "platform"), "time", true);
    private static final RowValues.Layout WITHOUT_TIME =
            new RowValues.Layout(IdentifierType.ID, List.of("device"), "", false);

    private static RowValues row(@Nullable String device, @Nullable String time, @Nullable String platform) {
        @Nullable JsonValue[] parts = LAYOUT.room();
        parts[0] = device == null ? null : JsonValue.ofJson(device);
        parts[1] = time == null ? null : JsonValue.ofJson(time);
        parts[2] = platform == null ? null : JsonValue.ofJson(platform);
        return new RowValues(LAYOUT, KEY, parts, Payload.NONE);
    }

    /** As JSON each; none for null. */
    private static List<String> json(@Nullable JsonValue[] values) {
        return Arrays.stream(values)
                .map(value -> value == null ? "none" : value.json())
                .toList();
    }

    @Test
    void aRowIsAboutThePersonOfItsKey() {
        RowValues row = row("1", "2", "3");

        assertThat(row.key()).isSameAs(KEY);
        assertThat(row.person()).isEqualTo(new Identifier(IdentifierType.EMAIL, KEY));
        assertThat(row.identifyBy()).isEqualTo(IdentifierType.EMAIL);
        assertThat(new RowValues(LAYOUT, IdentifierType.ID, KEY, LAYOUT.room(), Payload.NONE, Payload.NONE).person())
                .isEqualTo(new Identifier(IdentifierType.ID, KEY));
    }

    @Test
    void aLayoutSaysWhatAllRowsHaveInCommon() {
        assertThat(LAYOUT.identifyBy()).isEqualTo(IdentifierType.EMAIL);
        assertThat(LAYOUT.isMixed()).isTrue();
        assertThat(LAYOUT.hasTime()).isTrue();
        assertThat(LAYOUT.room()).hasSize(3);
        assertThat(WITHOUT_TIME.isMixed()).isFalse();
        assertThat(WITHOUT_TIME.hasTime()).isFalse();
        assertThat(new RowValues.Layout(IdentifierType.ID, List.of("time"), "time", false).hasTime())
                .isTrue();
        assertThat(new RowValues.Layout(IdentifierType.ID, List.of(), "", false).room())
                .isEmpty();
    }

    @Test
    void aKeyThatEachRowMustHaveIsThereWithAValueOrSaysWhy() throws UnfitException {
        RowValues row = row("\"t\"", null, "\"\"");

        assertThat(row.get("device").text()).isEqualTo("t");
        assertThat(row.find("platform")).isNotNull();
        assertThat(row.find("time")).isNull();
        assertThat(row.find("other")).isNull();
        assertUnfit(row, "time", "the row has no value for time");
        assertUnfit(row, "platform", "the row has no value for platform: it is empty");
    }

    private static void assertUnfit(RowValues row, String name, String message) {
        assertThatThrownBy(() -> row.get(name)).isInstanceOfSatisfying(UnfitException.class, e -> {
            assertThat(e.code()).isEqualTo(Code.PART_MISSING);
            assertThat(e.message()).isEqualTo(message);
        });
    }

    @Test
    void theTimeOfAChangeAloneMakesNoOtherRow() {
        assertThat(json(row("1", "2", "3").compared())).containsExactly("1", "3");
        assertThat(json(row("1", "2", "3").parts())).containsExactly("1", "2", "3");
        var plain = new RowValues(WITHOUT_TIME, KEY, new JsonValue[] {JsonValue.TRUE}, Payload.NONE);
        assertThat(json(plain.compared())).containsExactly("true");
    }

    @Test
    void aRowThatDoesNotSayWhenItWasChangedIsTheNewest() {
        assertThat(row("1", "1767225600", "3").time()).isEqualTo(1_767_225_600);
        assertThat(row("1", null, "3").time()).isEqualTo(Long.MAX_VALUE);
        assertThat(row("1", "\"soon\"", "3").time()).isEqualTo(Long.MAX_VALUE);
        assertThat(new RowValues(WITHOUT_TIME, KEY, new JsonValue[] {JsonValue.TRUE}, Payload.NONE).time())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aCopyOutlivesTheBytesOfItsSource() throws UnfitException {
        byte[] bytes = "\"ana\" \"t\"".getBytes(StandardCharsets.UTF_8);
        @Nullable JsonValue[] parts = LAYOUT.room();
        parts[0] = new JsonValue(bytes, 6, 9, ValueKind.TEXT);
        var key = new JsonValue(bytes, 0, 5, ValueKind.TEXT);
        RowValues copy = new RowValues(LAYOUT, IdentifierType.ID, key, parts, Payload.NONE, Payload.NONE).copy();
        Arrays.fill(bytes, (byte) 'x');

        assertThat(copy.key().text()).isEqualTo("ana");
        assertThat(copy.get("device").text()).isEqualTo("t");
        assertThat(copy.find("time")).isNull();
        assertThat(copy.identifyBy()).isEqualTo(IdentifierType.ID);
    }

    @Test
    void anotherPayloadLeavesTheRest() {
        var payload = new Payload(List.of(new Attribute(new AttributeName("a"), JsonValue.TRUE)));
        var role = new Payload(List.of(new Attribute(new AttributeName("role"), JsonValue.TRUE)));
        RowValues row = new RowValues(LAYOUT, KEY, row("1", "2", "3").parts(), Payload.NONE, role);

        assertThat(row.payload()).isSameAs(Payload.NONE);
        assertThat(row.relationship()).isSameAs(role);
        assertThat(row.with(payload).payload()).isSameAs(payload);
        assertThat(row.with(payload).relationship()).isSameAs(role);
        assertThat(json(row.with(payload).parts())).containsExactly("1", "2", "3");
    }

    @Test
    void whatAKindUsesForEachRowIsMadeForTheFirst() {
        var layout = new RowValues.Layout(IdentifierType.ID, List.of(), "", false);
        var first = new RowValues(layout, KEY, layout.room(), Payload.NONE);
        var second = new RowValues(layout, KEY, layout.room(), Payload.NONE);
        StringBuilder made = first.reused(StringBuilder.class, StringBuilder::new);

        assertThat(second.reused(StringBuilder.class, StringBuilder::new)).isSameAs(made);
    }
}
