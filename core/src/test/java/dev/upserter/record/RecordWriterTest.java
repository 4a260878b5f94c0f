package dev.upserter.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.json.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RecordWriterTest {
    private final RecordWriter writer = new RecordWriter("people");

    static List<Arguments> values() {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("a b", 1);
        map.put("c", null);
        return List.of(
                Arguments.of("Ana", ValueKind.TEXT, "\"Ana\""),
                Arguments.of("\"\\\n\u0001 ř 😀", ValueKind.TEXT, "\"\\\"\\\\\\n\\u0001 ř 😀\""),
                Arguments.of("", ValueKind.TEXT, "\"\""),
                Arguments.of("half \ud83d!", ValueKind.TEXT, "\"half \\ud83d!\""),
                Arguments.of((byte) -1, ValueKind.INTEGER, "-1"),
                Arguments.of((short) 7, ValueKind.INTEGER, "7"),
                Arguments.of(7, ValueKind.INTEGER, "7"),
                Arguments.of(Long.MAX_VALUE, ValueKind.INTEGER, "9223372036854775807"),
                Arguments.of(new BigInteger("92233720368547758070"), ValueKind.INTEGER, "92233720368547758070"),
                Arguments.of(new BigDecimal("1.10"), ValueKind.DECIMAL, "1.10"),
                Arguments.of(new BigDecimal("12"), ValueKind.INTEGER, "12"),
                Arguments.of(new BigDecimal("1E+3"), ValueKind.INTEGER, "1000"),
                Arguments.of(new BigDecimal("1E+1000000000"), ValueKind.DECIMAL, "1E+1000000000"),
                Arguments.of(0.1, ValueKind.DECIMAL, "0.1"),
                Arguments.of(1e300, ValueKind.DECIMAL, "1.0E300"),
                Arguments.of(0.1f, ValueKind.DECIMAL, "0.1"),
                Arguments.of(Double.NaN, ValueKind.TEXT, "\"NaN\""),
                Arguments.of(Float.NEGATIVE_INFINITY, ValueKind.TEXT, "\"-Infinity\""),
                Arguments.of(true, ValueKind.TRUE, "true"),
                Arguments.of(false, ValueKind.FALSE, "false"),
                Arguments.of(null, ValueKind.NULL, "null"),
                Arguments.of(LocalDate.of(2026, 1, 31), ValueKind.TEXT, "\"2026-01-31\""),
                Arguments.of(LocalDateTime.of(2026, 1, 31, 10, 0), ValueKind.TEXT, "\"2026-01-31T10:00:00\""),
                Arguments.of(
                        Instant.parse("2026-01-31T08:00:00.5Z"), ValueKind.TEXT, "\"2026-01-31T08:00:00.5+00:00\""),
                Arguments.of("ab".getBytes(StandardCharsets.UTF_8), ValueKind.TEXT, "\"YWI=\""),
                Arguments.of(Arrays.asList(1, "a", null, List.of()), ValueKind.ARRAY, "[1,\"a\",null,[]]"),
                Arguments.of(map, ValueKind.OBJECT, "{\"a b\":1,\"c\":null}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueOfEachTypeIsSpelledAsInAParquetFile(@Nullable Object value, ValueKind kind, String json) {
        SourceRecord record = writer.begin(1)
                .field("before", 1)
                .field("it", value)
                .field("after", 2)
                .end();
        assertThat(record.json().json()).isEqualTo("{\"before\":1,\"it\":" + json + ",\"after\":2}");
        int place = record.shape().indexOf("it");
        assertThat(record.value(place).json()).isEqualTo(json);
        assertThat(record.kind(place)).isEqualTo(kind);
    }

    /** As a program may have one. */
    private record Address(String city, @Nullable Integer zip, Optional<LocalDate> since) {}

    static List<Arguments> javaValues() {
        Instant moment = Instant.parse("2026-01-31T08:00:00.5Z");
        UUID id = UUID.fromString("0b4f3e1c-0000-4000-8000-000000000001");
        return List.of(
                Arguments.of(OffsetDateTime.parse("2026-01-31T10:00:00.5+02:00"), "\"2026-01-31T08:00:00.5+00:00\""),
                Arguments.of(
                        ZonedDateTime.parse("2026-01-31T09:00:00.5+01:00[Europe/Berlin]"),
                        "\"2026-01-31T08:00:00.5+00:00\""),
                Arguments.of(Date.from(moment), "\"2026-01-31T08:00:00.5+00:00\""),
                Arguments.of(Timestamp.valueOf("2026-01-31 10:00:00.5"), "\"2026-01-31T10:00:00.5\""),
                Arguments.of(java.sql.Date.valueOf("2026-01-31"), "\"2026-01-31\""),
                Arguments.of(Time.valueOf("10:00:00"), "\"10:00:00\""),
                Arguments.of(LocalTime.of(10, 0), "\"10:00:00\""),
                Arguments.of(id, "\"" + id + "\""),
                Arguments.of(TimeUnit.DAYS, "\"DAYS\""),
                Arguments.of(java.nio.CharBuffer.wrap("text"), "\"text\""),
                Arguments.of('c', "\"c\""),
                Arguments.of(Optional.of(1), "1"),
                Arguments.of(Optional.empty(), "null"),
                Arguments.of(new int[] {1, 2}, "[1,2]"),
                Arguments.of(new Object[] {"a", null, id}, "[\"a\",null,\"" + id + "\"]"),
                Arguments.of(new TreeSet<>(List.of(2, 1)), "[1,2]"),
                Arguments.of(
                        new Address("Kraków", null, Optional.of(LocalDate.of(2026, 1, 31))),
                        "{\"city\":\"Kraków\",\"zip\":null,\"since\":\"2026-01-31\"}"));
    }

    @ParameterizedTest
    @MethodSource("javaValues")
    void aValueOfAJavaProgramIsSpelledAsTheSameColumnOfAQuery(Object value, String json) {
        String whole = writer.begin(1).field("it", value).end().json().json();
        assertThat(whole).isEqualTo("{\"it\":" + json + "}");
    }

    @Test
    void primitiveValuesAreSpelledAsTheirObjects() {
        SourceRecord record = writer.begin(1)
                .field("long", 7L)
                .field("double", 2.5)
                .field("float", 0.1f)
                .field("infinite", Double.POSITIVE_INFINITY)
                .field("truth", true)
                .field("text", "a")
                .field("none", (String) null)
                .end();
        assertThat(record.json().json())
                .isEqualTo(
                        "{\"long\":7,\"double\":2.5,\"float\":0.1,\"infinite\":\"Infinity\",\"truth\":true,\"text\":\"a\",\"none\":null}");
    }

    @Test
    void recordsOfTheSameNamesShareTheirShapeAndKnowTheirPlace() {
        Shape first = writer.begin(1).field("id", 1).field("name", "a").end().shape();
        SourceRecord second = writer.begin(2).field("id", 2).field("name", "b").end();
        assertThat(second.shape()).isSameAs(first);
        assertThat(second.location()).hasToString("people row 2");
        assertThat(second.number()).isEqualTo(2);
        assertThat(writer.begin(3).field("id", 3).end().shape().names()).containsExactly("id");
        assertThat(writer.begin(4).end().json().json()).isEqualTo("{}");
    }

    @Test
    void aRecordThatOutgrowsTheBufferKeepsAllItsFields() {
        String large = "x".repeat(3 << 20);
        SourceRecord record = writer.begin(1)
                .field("id", 1)
                .field("large", large)
                .field("last", 2)
                .end();
        assertThat(record.value(1).text()).isEqualTo(large);
        assertThat(record.value(2).json()).isEqualTo("2");
        assertThat(record.value(0).json()).isEqualTo("1");
    }

    @Test
    void whatNoRecordCanHaveIsRefusedByFieldAndTypeAlone() {
        var secret = new StringTokenizer("secret");
        assertThatThrownBy(() -> writer.begin(1).field("token", List.of(secret)))
                .isInstanceOf(UnfitFieldException.class)
                .hasMessage(
                        "the field token holds a value of the type java.util.StringTokenizer, which no row can have");
        assertThatThrownBy(() -> writer.begin(1).field("map", java.util.Map.of(1, 2)))
                .hasMessage("the field map holds a map whose keys are not all texts");
        var itself = new ArrayList<Object>();
        itself.add(itself);
        assertThatThrownBy(() -> writer.begin(1).field("deep", itself))
                .hasMessage("the field deep has more than 100 levels");
        assertThat(writer.begin(1).field("id", 1).end().json().json()).isEqualTo("{\"id\":1}");
    }
}
