package dev.upserter.mapping.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.spec.Moments.Reading;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoMomentTest {
    private static final String[] SPELLINGS = {
        "2026-11-28T09:30:00Z",
        "2024-02-29 23:59:59.123456+05:30",
        "1969-12-31T23:59:59,9-17:45",
        "2026-03-29T02:30:00",
        "0001-01-01T00:00:00Z",
    };
    private static final String SIGNS = "0123456789-:+.,TZt \\éz";

    private static Moments moments(@Nullable String zone) {
        return new Moments(null, zone == null ? null : ZoneId.of(zone), ShortYears.of("", LocalDate.of(2026, 1, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-28T09:30:00Z, 1795858200",
        "2026-11-28T10:30:00+01:00, 1795858200",
        "'2026-11-28 09:00:00.999-00:30', 1795858200",
        "'1970-01-01T00:00:00,5Z', 0",
        "1969-12-31T23:59:59.9Z, -1"
    })
    void theMomentOfATextThatNamesItsZone(String text, long seconds) {
        assertThat(IsoMoment.seconds(JsonValue.ofText(text), null)).hasValue(seconds);
    }

    @Test
    void theZoneOfTheConfigurationIsThatOfTextsThatNameNone() {
        JsonValue text = JsonValue.ofText("2026-11-28T10:30:00");

        assertThat(IsoMoment.seconds(text, ZoneId.of("Europe/Berlin"))).hasValue(1_795_858_200);
        assertThat(IsoMoment.seconds(text, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-28",
                "2026-11-28T",
                "2026-11-28T09:30Z",
                "2026-02-30T09:30:00Z",
                "2026-11-28T24:00:00Z",
                "2026-11-28T09:30:60Z",
                "2026-11-28T09:30:00.Z",
                "2026-11-28T09:30:00.1234567890Z",
                "2026-11-28T09:30:00z",
                "2026-11-28T09:30:00+18:00",
                "2026-11-28T09:30:00+0100",
                "2026-11-28T09:30:00 UTC",
                "2026-11-28T09:30:00Zx",
                "12026-11-28T09:30:00Z",
                "Sat, 28 Nov 2026 09:30:00 GMT"
            })
    void whatIsSpelledInAnotherWayIsLeftToTheFormatters(String text) {
        assertThat(IsoMoment.seconds(JsonValue.ofText(text), ZoneId.of("UTC"))).isEmpty();
    }

    /** The formatters are the oracle: of any text, this says the same or nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Europe/Berlin", "America/St_Johns"})
    void whatItReadsTheFormattersReadAlike(String zone) {
        Moments moments = moments(zone.isEmpty() ? null : zone);
        var random = new Random(17);
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = mutated(SPELLINGS[i % SPELLINGS.length], random);
            OptionalLong plain = moments.readPlainly(inTheMiddle(text));
            if (plain.isPresent()) {
                read++;
                assertThat(moments.read(text)).as(text).isEqualTo(new Reading.Moment(plain.getAsLong()));
            }
        }
        assertThat(read).isGreaterThan(5_000);
    }

    private static String mutated(String spelling, Random random) {
        var text = new StringBuilder(spelling);
        for (int change = random.nextInt(4); change > 0 && !text.isEmpty(); change--) {
            int at = random.nextInt(text.length());
            char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
            switch (random.nextInt(8)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, sign);
                case 2 -> text.setLength(at);
                default -> text.setCharAt(at, random.nextBoolean() ? (char) ('0' + random.nextInt(10)) : sign);
            }
        }
        return text.toString();
    }

    /** As a value of a record: other bytes around it, and none after the last of them. */
    private static JsonValue inTheMiddle(String text) {
        byte[] json = ("9" + new String(JsonValue.ofText(text).bytes(), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        return new JsonValue(json, 1, json.length, ValueKind.TEXT);
    }
}
