package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects, relationships, devices and merges. */
class ThingGuardTest {
    private static final String OBJECTS = "{type: object, objectType: {from: kind}, objectId: no}";
    private static final String OWNED =
            "{type: object, objectType: 1, objectId: no, person: {userId: owner, mappings: [{from: role, to: role}]},"
                    + " mappings: [{from: a, to: a}]}";
    private static final String RELATIONSHIPS =
            "{type: relationship, userId: who, objectType: 1, objectId: no, mappings: [{from: role, to: role}]}";
    private static final String DEVICES =
            "{type: device, userId: who, device: token, platform: ios, mappings: [{from: a, to: a}]}";

    private static String sent(String yaml, String row) {
        return Rows.configured(yaml).row(row).sent();
    }

    private static String findings(String yaml, String row) {
        return Rows.configured(yaml).row(row).findings();
    }

    private static String object(String no, String fields) {
        return "{\"kind\":1,\"no\":" + no + fields + "}";
    }

    private static String fields(int count) {
        return IntStream.range(0, count).mapToObj(i -> ",\"f" + i + "\":1").collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "999999999, true",
        "\"2\", true",
        "0, false",
        "01, false",
        "-1, false",
        "1000000000, false",
        "\"company\", false"
    })
    void anObjectTypeIsAWholeNumberFromOne(String kind, boolean isSent) {
        String row = "{\"kind\":" + (kind.equals("01") ? "\"01\"" : kind) + ",\"no\":\"acme\"}";
        assertThat(sent(OBJECTS, row).startsWith("{")).isEqualTo(isSent);
        if (!isSent) {
            assertThat(sent(OBJECTS, row)).startsWith("OBJECT_TYPE_MALFORMED");
        }
    }

    @ParameterizedTest
    @CsvSource({"x, 1", "\u00e9, 2", "\\u00e9, 2"})
    void anObjectIdHas150BytesAtMost(String letter, int bytes) {
        assertThat(sent(OBJECTS, object('"' + letter.repeat(150 / bytes) + '"', "")))
                .startsWith("{");
        assertThat(sent(OBJECTS, object('"' + letter.repeat(150 / bytes) + "y\"", "")))
                .startsWith("ID_MALFORMED")
                .contains("the object id has 151 bytes, more than 150");
        assertThat(sent(OBJECTS, object("1".repeat(150), ""))).startsWith("{");
        assertThat(sent(OBJECTS, object("1".repeat(151), ""))).startsWith("ID_MALFORMED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"n/a\"|ID_MALFORMED",
                "\"null\"|ID_MALFORMED",
                "\"a\\ud800\"|VALUE_MALFORMED",
            })
    void anIdThatNamesNothingIsNotSent(String id, String code) {
        assertThat(sent(OBJECTS, object(id, ""))).startsWith(code);
        assertThat(sent(RELATIONSHIPS, "{\"who\":7,\"no\":" + id + "}")).startsWith(code);
    }

    @Test
    void anIdThatASpreadsheetChangedIsReported() {
        assertThat(findings(RELATIONSHIPS, "{\"who\":7,\"no\":\"17.0\"}")).startsWith("ID_DAMAGED");
        assertThat(findings(OWNED, "{\"no\":1,\"owner\":\"17.0\"}")).startsWith("ID_DAMAGED");
        assertThat(findings(RELATIONSHIPS, "{\"who\":7,\"no\":\"17\"}")).isEmpty();
        assertThat(findings(OWNED, "{\"no\":1,\"owner\":\"17\"}")).isEmpty();
    }

    @Test
    void aRowThatRelatesNobodyIsReportedWhereRowsRelatePeople() {
        assertThat(findings(OWNED, "{\"no\":1}")).startsWith("PERSON_MISSING");
        assertThat(findings(OBJECTS, object("1", ""))).isEmpty();
        assertThat(sent(OWNED, "{\"no\":1,\"owner\":\"" + "x".repeat(151) + "\"}"))
                .startsWith("ID_MALFORMED");
    }

    /** Each of them relates another person. */
    @Test
    void severalRowsOfOneObjectAreReportedUnlessTheyRelatePeople() {
        Rows objects = Rows.configured(OBJECTS);
        assertThat(objects.row(object("1", "")).findings()).isEmpty();
        assertThat(objects.row(object("1", "")).findings()).startsWith("KEY_DUPLICATE");
        assertThat(objects.row(object("2", "")).findings()).isEmpty();

        Rows owned = Rows.configured(OWNED);
        assertThat(owned.row("{\"no\":1,\"owner\":1}").findings()).isEmpty();
        assertThat(owned.row("{\"no\":1,\"owner\":2}").findings()).isEmpty();

        Rows relationships = Rows.configured(RELATIONSHIPS);
        assertThat(relationships.row("{\"who\":7,\"no\":1}").findings()).isEmpty();
        assertThat(relationships.row("{\"who\":7,\"no\":2}").findings()).isEmpty();
        assertThat(relationships.row("{\"who\":7,\"no\":1}").findings()).startsWith("KEY_DUPLICATE");
    }

    @Test
    void anObjectHas300AttributesAtMost() {
        assertThat(findings(OBJECTS, object("1", fields(Limits.ATTRIBUTES_NEAR - 1))))
                .isEmpty();
        assertThat(findings(OBJECTS, object("1", fields(Limits.ATTRIBUTES_NEAR))))
                .startsWith("ATTRIBUTES_NEAR_LIMIT");
        assertThat(findings(OBJECTS, object("1", fields(300)))).startsWith("ATTRIBUTES_NEAR_LIMIT");
        assertThat(sent(OBJECTS, object("1", fields(301))))
                .startsWith("TOO_MANY_ATTRIBUTES")
                .contains("the row has 301 attributes, more than 300");
    }

    @Test
    void anObjectAndItsRelationshipHave32KilobytesTogether() {
        String row = "{\"no\":1,\"owner\":7,\"a\":\"A\",\"role\":\"R\"}";
        Rows rows = Rows.configured(OWNED);
        rows.row(row.replace("A", "").replace("R", ""));
        int room = Limits.ENTRY - rows.entries().getFirst().length();
        String half = "x".repeat(900);
        StringBuilder rest = new StringBuilder("x".repeat(room - half.length()));

        assertThat(sent(OWNED, row.replace("A", rest).replace("R", half))).doesNotContain("ENTRY_TOO_LARGE");
        assertThat(sent(OWNED, row.replace("A", rest.append('x')).replace("R", half)))
                .doesNotStartWith("{");
    }

    @Test
    void attributesOfARelationshipAreLookedAt() {
        assertThat(sent(RELATIONSHIPS, "{\"who\":7,\"no\":1,\"role\":\"" + "r".repeat(1001) + "\"}"))
                .startsWith("VALUE_TOO_LONG");
        assertThat(sent(OWNED, "{\"no\":1,\"owner\":7,\"role\":\"" + "r".repeat(1001) + "\"}"))
                .startsWith("VALUE_TOO_LONG");
    }

    @ParameterizedTest
    @CsvSource({"\"n/a\"", "\"-\"", "\"null\""})
    void aTokenThatNamesNoDeviceIsNotSent(String token) {
        assertThat(sent(DEVICES, "{\"who\":7,\"token\":" + token + "}"))
                .startsWith("PART_MALFORMED")
                .contains("the token of the device is a word or a sign that names none");
        assertThat(sent(DEVICES, "{\"who\":7,\"token\":\"t\"}")).startsWith("{");
    }

    @Test
    void aDeviceHas32KilobytesAtMost() {
        String row = "{\"who\":7,\"token\":\"t\",\"a\":\"A\"}";
        Rows rows = Rows.configured(DEVICES);
        rows.row(row.replace("A", ""));
        int room = Limits.ENTRY - rows.entries().getFirst().length();

        assertThat(sent(DEVICES, row.replace("A", "x".repeat(room)))).startsWith("{");
        assertThat(sent(DEVICES, row.replace("A", "x".repeat(room + 1))))
                .startsWith("ENTRY_TOO_LARGE")
                .contains("the row makes 32,001 bytes, more than 32,000");
    }

    @Test
    void everyoneWhomARowIsAboutIsLookedAt() {
        String tooLong = "\"" + "x".repeat(151) + "\"";
        assertThat(sent(DEVICES, "{\"token\":\"t\",\"who\":" + tooLong + "}")).startsWith("ID_MALFORMED");
        assertThat(sent(RELATIONSHIPS, "{\"no\":1,\"who\":" + tooLong + "}")).startsWith("ID_MALFORMED");
        for (String yaml : new String[] {
            "{type: merge, userId: who, duplicate: other}",
            "{type: delete, userId: who}",
            "{type: suppress, userId: who}",
            "{type: segment, segment: 7, userId: who}"
        }) {
            assertThat(sent(yaml, "{\"other\":1,\"who\":" + tooLong + "}"))
                    .as(yaml)
                    .startsWith("ID_MALFORMED");
        }
        assertThat(sent("{type: merge, userId: who, duplicate: other}", "{\"who\":1,\"other\":" + tooLong + "}"))
                .startsWith("ID_MALFORMED");
    }
}
