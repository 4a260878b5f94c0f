package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A constant that no row can be sent with is a mistake of the configuration, reported at its place and before any row is read. */
class ConstantPartsTest {
    private static final String DEVICE = "type: device\nuserId: id\ndevice: token\n";
    private static final String EVENT = "type: event\nuserId: id\n";
    private static final String OBJECT = "type: object\nobjectId: id\n";

    private static String mistakes(String text) {
        return String.join("\n", Reading.mistakes(text, Reading.YAML));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "platform: windows | 4:11: platform can be right in no row: the platform is neither ios nor android",
                "platform: {value: windows} | 4:19: platform can be right in no row",
                "platform: {from: os, default: windows} | 4:31: platform can be right in no row",
                "platform: {value: true} | 4:19: platform can be right in no row",
                "platform: iOS |",
                "platform: {value: ' Android '} |",
                "platform: {from: os, default: ios} |"
            })
    void thePlatformOfADevice(String line, @Nullable String expected) {
        expect(DEVICE + line + "\n", expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{value: soon} | 5:19: lastUsed can be right in no row: the value of lastUsed cannot be made Unix seconds",
                "{value: 2026-01-01 10:00} | 5:19: lastUsed can be right in no row",
                "{value: 1790000000} |",
                "{value: '2026-01-01T10:00:00Z'} |"
            })
    void aTime(String rule, @Nullable String expected) {
        expect(DEVICE + "platform: ios\nlastUsed: " + rule + "\n", expected);
        expect(
                EVENT + "event: Order\neventId: id\ntime: " + rule + "\n",
                expected == null ? null : "5:15: time can be right in no row");
    }

    @Test
    void theNameOfAnEvent() {
        String longest = "n".repeat(100);
        expect(EVENT + "time: at\nevent: " + longest + "\n", null);
        expect(EVENT + "time: at\nevent: ' " + longest + " '\n", null);
        expect(
                EVENT + "time: at\nevent: " + longest + "n\n",
                "4:8: event can be right in no row: the name of the event has 101 bytes, more than 100");
        expect(EVENT + "time: at\nevent: {value: '  '}\n", "4:16: event can be right in no row");
        expect(EVENT + "time: at\nguards: {EVENT_NAME_TOO_LONG: warn}\nevent: " + longest + "n\n", null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 3:13: objectType can be right in no row: the object type is not a whole number from 1",
                "1234567890 | 3:13: objectType can be right in no row",
                "-1 | 3:13: objectType can be right in no row: the object type is not a whole number from 1",
                "{value: '1 '} | 3:21: objectType can be right in no row: the object type is not a whole number from 1",
                "{value: null} | 3:21: objectType can be right in no row: it is null",
                "{value: 1.5} | 3:21: objectType can be right in no row: objectType is a number with a fraction",
                "2024/25 | 3:13: objectType is a name, and the App API that knows names needs a key",
                "company | 3:13: objectType is a name, and the App API that knows names needs a key",
                "7 |",
                "{from: kind} |"
            })
    void theTypeOfAnObject(String value, @Nullable String expected) {
        expect(OBJECT + "objectType: " + value + "\n", expected);
    }

    @Test
    void aNameOfAnObjectTypeIsFoundWithAKey() {
        expect(OBJECT + "objectType: company\nappApiKey: key\n", null);
    }

    private static void expect(String text, @Nullable String expected) {
        if (expected == null) {
            assertThat(Reading.yaml(text)).isNotNull();
        } else {
            assertThat(mistakes(text)).contains(expected);
        }
    }
}
