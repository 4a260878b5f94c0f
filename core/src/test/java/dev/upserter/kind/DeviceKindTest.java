package dev.upserter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.batch.Api;
import dev.upserter.batch.Ordering;
import dev.upserter.batch.Route;
import dev.upserter.operation.Form;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Payload;
import dev.upserter.plan.Removal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceKindTest {
    private static final String DEVICES =
            "{type: device, userId: who, device: token, platform: {from: os}, lastUsed: used, mappings: [{from: p, to: p}]}";

    private static String row(String fields) {
        return "{\"who\": 7, " + fields + "}";
    }

    @Test
    void aRowAddsADeviceToItsPerson() {
        KindRows rows = KindRows.of(DEVICES);

        assertThat(rows.one(
                        row("\"token\": \"t1\", \"os\": \" iOS \", \"used\": \"2026-01-01T00:00:00Z\", \"p\": true")))
                .isEqualTo(
                        "{\"type\":\"person\",\"identifiers\":{\"id\":\"7\"},\"action\":\"add_device\",\"device\":"
                                + "{\"token\":\"t1\",\"platform\":\"ios\",\"last_used\":1767225600,\"attributes\":{\"p\":\"true\"}}}");
        assertThat(rows.one(row("\"token\": 12, \"os\": \"android\"")))
                .endsWith("\"device\":{\"token\":\"12\",\"platform\":\"android\"}}");
    }

    /** Customer.io takes no other values of a device's attributes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"yes\"|\"yes\"",
                "null|null",
                "false|\"false\"",
                "12|\"12\"",
                "1.50|\"1.50\"",
                "[1]|\"[1]\"",
            })
    void attributesAreTexts(String value, String sent) {
        assertThat(KindRows.of(DEVICES).one(row("\"token\": \"t\", \"os\": \"ios\", \"p\": " + value)))
                .contains("\"attributes\":{\"p\":" + sent + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"os\": \"ios\"|PART_MISSING: the row has no value for device",
                "\"token\": \" \", \"os\": \"ios\"|PART_MALFORMED: the value of device is not a text with something in it",
                "\"token\": true, \"os\": \"ios\"|PART_MALFORMED: the value of device is not a text with something in it",
                "\"token\": \"t\"|PART_MISSING: the row has no value for platform",
                "\"token\": \"t\", \"os\": \"windows\"|PART_MALFORMED: the platform is neither ios nor android",
                "\"token\": \"t\", \"os\": \"ios\", \"used\": -1|PART_MALFORMED: the value of lastUsed is not a time in whole"
                        + " Unix seconds",
                "\"token\": \"t\", \"os\": \"ios\", \"used\": 100000000000|PART_MALFORMED: the value of lastUsed is not a"
                        + " time in whole Unix seconds",
            })
    void aRowThatSaysNoDeviceIsNotSent(String fields, String problem) {
        assertThat(KindRows.of(DEVICES).one(row(fields))).isEqualTo(problem);
    }

    @Test
    void aDeviceWasLastUsedBeforeTheYear5139() {
        assertThat(KindRows.of(DEVICES).one(row("\"token\": \"t\", \"os\": \"ios\", \"used\": 99999999999")))
                .contains("\"last_used\":99999999999}");
    }

    @Test
    void aDeviceIsTakenAwayByItsTokenAlone() {
        assertThat(KindRows.of("{type: device, mode: remove, userId: who, device: token}")
                        .one(row("\"token\": \"t\", \"os\": \"windows\"")))
                .isEqualTo(
                        "{\"type\":\"person\",\"identifiers\":{\"id\":\"7\"},\"action\":\"delete_device\",\"device\":"
                                + "{\"token\":\"t\"}}");
    }

    @Test
    void aMirrorTakesAwayTheDeviceThatARowAddedBefore() {
        KindRows rows = KindRows.of(DEVICES.replace("userId", "mode: mirror, userId"));
        String key = rows.operation(row("\"token\": \"t,[1]\\\"\", \"os\": \"ios\""))
                .stateKey()
                .text();

        assertThat(KindRows.text(
                        rows.kind().kind().removal(rows.kind(), IdentifierType.ID, key, Removal.DETACH, Payload.NONE),
                        Form.ENTRY))
                .isEqualTo(
                        "{\"type\":\"person\",\"identifiers\":{\"id\":\"7\"},\"action\":\"delete_device\",\"device\":"
                                + "{\"token\":\"t,[1]\\\"\"}}");
        assertThat(rows.kind().kind().removals()).containsExactly(Removal.DETACH);
    }

    @Test
    void withoutMappingsADeviceHasNoAttributes() {
        assertThat(KindRows.of("{type: device, userId: who, device: token, platform: ios}")
                        .one(row("\"token\": \"t\", \"other\": 1")))
                .endsWith("\"device\":{\"token\":\"t\",\"platform\":\"ios\"}}");
    }

    @Test
    void theDevicesOfAPersonKeepTheirOrder() {
        KindConfig config = KindRows.of(DEVICES).kind();

        assertThat(config.routing(Api.BATCH, IdentifierType.ID).ordering()).isEqualTo(Ordering.EXCLUSIVE);
        assertThat(config.kind().route(config, Api.BATCH, IdentifierType.ID)).isEqualTo(new Route.Entries());
    }
}
