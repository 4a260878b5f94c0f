package dev.upserter.mapping.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WrittenPhonesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "+351 912 345 678       | | +351912345678",
                "'+351912345678         | | +351912345678",
                "’+351912345678         | | +351912345678",
                "tel:+1-415-555-2671    | | +14155552671",
                "+49 (0)30 12345678     | | +493012345678",
                "+44 (0) 20 7946 0958   | | +442079460958",
                "+39 (0)6 6982 1234     | | +390669821234",
                "＋81 3 1234 5678        | | +81312345678",
                "0049 30 12345678       | | +493012345678",
                "+٩٦٦٥٠١٢٣٤٥٦٧          | | +966501234567",
                "(415) 555-2671         |US| +14155552671",
                "1 415 555 2671         |US| +14155552671",
                "011 351 912 345 678    |US| +351912345678",
                "030/12345678           |DE| +493012345678",
                "912345678              |PT| +351912345678",
                "351912345678           |PT| +351912345678",
                "020 7946 0958          |GB| +442079460958",
                "06 6982 1234           |IT| +390669821234",
                "+351 912 345 678       |US| +351912345678",
            })
    void numbersAsPeopleWriteThemBecomeE164(String written, @Nullable String country, String expected) {
        assertThat(phone(JsonValue.ofText(written), country)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "n/a",
                "912 345 678",
                "4155552671",
                "351912345678",
                "+",
                "+1",
                "+1 555 0100",
                "+351 912 345 678 ext. 4",
                "+351912345678x4",
                "+1 800 FLOWERS",
                "+351 912 345 678 / +351 912 345 679",
                "call +351 912 345 678",
                "+999 123 456 789",
                "+351912345678901234",
                "++351912345678",
                "2026-01-15",
                "1.299,50",
            })
    void whatNamesNoCountryOrIsNoNumberIsNone(String written) {
        assertThat(WrittenPhones.read(JsonValue.ofText(written), null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"555-2671", "912 345 678", "0", "+0", "00000000", "2026-01-15", "11111111111", "351912345678"})
    void aNumberWithoutCountryMustBeOneThatIsAssignedInTheCountryOfTheRule(String written) {
        assertThat(WrittenPhones.read(JsonValue.ofText(written), "US")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "491712345678,DE,",
        "49 171 2345678,DE,",
        "+491712345678,DE,+491712345678",
        "01712345678,DE,+491712345678",
        "1712345678,DE,+491712345678",
        "00491712345678,DE,+491712345678",
        "447911123456,GB,+447911123456",
        "5511987654321,BR,+5511987654321",
        "55991234567,BR,+5555991234567",
        "3912345678,IT,+393912345678"
    })
    void aNumberThatMayStartWithTheCodeOfTheCountryOrNotIsNone(
            String written, String country, @Nullable String expected) {
        JsonValue read = WrittenPhones.read(JsonValue.ofText(written), country);
        assertThat(read == null ? null : read.text()).isEqualTo(expected);
        assertThat(WrittenPhones.isUnclear(JsonValue.ofText(written), country)).isEqualTo(expected == null);
    }

    @Test
    void wholeNumbersAreNumbersOfTheCountryAndNothingElseIsOne() {
        assertThat(phone(JsonValue.ofJson("4155552671"), "US")).isEqualTo("+14155552671");
        for (String json : new String[] {"4155552671.0", "true", "[4155552671]", "{}"}) {
            assertThat(WrittenPhones.read(JsonValue.ofJson(json), "US"))
                    .as(json)
                    .isNull();
        }
    }

    private static String phone(JsonValue value, @Nullable String country) {
        JsonValue made = WrittenPhones.read(value, country);
        return made == null ? "none" : made.text();
    }

    /** The library does not know them yet. */
    @ParameterizedTest
    @CsvSource({"+1 555 010 0100, +15550100100", "\uFF0B1 555 010 0100, +15550100100", "555 010 0100, none"})
    void aNumberOfANewRangeIsOneWhereItsCountryIsWritten(String written, String expected) {
        assertThat(phone(JsonValue.ofText(written), "US")).isEqualTo(expected);
    }

    @Test
    void countriesAreKnownByTwoCapitals() {
        assertThat(Cast.Phone.isCountry("PT")).isTrue();
        assertThat(Cast.Phone.isCountry("pt")).isFalse();
        assertThat(Cast.Phone.isCountry("ZZ")).isFalse();
        assertThat(new Cast.Phone("PT").reads(JsonValue.ofText("912345678"))).isTrue();
        assertThat(new Cast.Phone(null).reads(JsonValue.ofText("912345678"))).isFalse();
    }
}
