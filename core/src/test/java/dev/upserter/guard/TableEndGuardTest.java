package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.text.TableEnd;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TableEndGuardTest {
    private static final String NONE = "ID_MALFORMED row: data.json:1:2: the row is no row: ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"key\":\"Total\",\"n\":2",
                "\"key\":\"GRAND TOTAL:\",\"n\":\"1,234.50\",\"share\":\"100 %\"",
                "\"n\":\"EUR 12\",\"key\":\" Subtotal \"",
                "\"key\":\"Gesamtergebnis\",\"n\":null,\"m\":\"\"",
                "\"key\":\"Total g\u00e9n\u00e9ral\",\"n\":5",
                "\"key\":\"\u0418\u0442\u043e\u0433\u043e\",\"n\":5",
                "\"key\":\"\u5408\u8a08\",\"n\":5,\"last\":\"2026-01-15\"",
                "\"key\":\"Gr. Total\",\"n\":5",
                "\"key\":\"T\\u006ftal\",\"n\":5",
                "\"key\":\"Zwischensumme\",\"n\":5",
                "\"key\":\"Count\",\"n\":5",
                "\"key\":\"Page 3\"",
                "\"key\":\"Average\",\"n\":2.5,\"m\":\"-\"",
                "\"key\":\"Total: 12 customers\"",
                "\"key\":\"12 rows\",\"n\":\"\"",
                "\"key\":\"Copyright 2026 Acme\""
            })
    void sumsAndNotesAreNobody(String fields) {
        assertThat(Rows.guarded().row("{" + fields + "}").sent())
                .startsWith(NONE + "its identifier is a word or a note");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"key\":\"total\",\"name\":\"Total SA\",\"n\":5",
                "\"key\":\"total\",\"mail\":\"a@x.example\"",
                "\"key\":\"total\",\"vip\":true",
                "\"key\":\"total-1\",\"n\":5",
                "\"key\":\"Total Energies\",\"n\":5",
                "\"key\":\"suma\"",
                "\"key\":\"max\",\"n\":5",
                "\"key\":\"summer\",\"n\":5",
                "\"key\":\"Page 1\",\"n\":5",
                "\"key\":\"12 rows\",\"n\":5"
            })
    void somebodyWhoIsCalledSoIsSent(String fields) {
        assertThat(Rows.guarded().row("{" + fields + "}").sent()).startsWith("{");
    }

    @Test
    void aSumThatBeginsTheRowIsNobodyWhateverTheIdentifier() {
        String sum = "{\"name\":\"Total\",\"key\":12,\"spent\":\"500.00\"}";
        assertThat(Rows.guarded().row(sum).sent()).startsWith(NONE + "it begins with a word for a sum");
        assertThat(Rows.guarded()
                        .row("{\"name\":\"Total\",\"key\":12,\"city\":\"Bern\"}")
                        .sent())
                .startsWith("{");
        assertThat(Rows.guarded().row("{\"name\":\"Suma\",\"key\":12,\"n\":5}").sent())
                .startsWith("{");
        assertThat(Rows.guarded().row("{\"name\":\"Total\",\"key\":12}").sent()).startsWith("{");
    }

    /** Strings and patterns for each row would cost more than all other checks of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "42",
                "Ana",
                "ab",
                "thomas",
                "robert",
                "user_1",
                "3f2a-77",
                "a@x.example",
                "sum@x.example",
                "O'Neil"
            })
    void mostIdentifiersNeedNoCloserLook(String key) {
        assertThat(TableEnd.maybe(JsonValue.ofText(key))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(IdentifierType.class)
    void theyAreNobodyWhateverTheKindOfIdentifier(IdentifierType type) {
        assertThat(Rows.identifiedBy(type).row("{\"key\":\"Total\",\"n\":2}").sent())
                .startsWith(NONE);
    }

    @Test
    void objectsAndEventsAreToldAsWell() {
        assertThat(Rows.configured("type: object\nobjectType: 1\nobjectId: id")
                        .row("{\"id\":\"Total\",\"n\":5}")
                        .sent())
                .startsWith(NONE);
        assertThat(Rows.configured("type: event\nuserId: id\nevent: {value: bought}\ntime: {value: 1767225600}")
                        .row("{\"id\":\"Total\",\"n\":5}")
                        .sent())
                .startsWith(NONE);
    }

    @Test
    void theLevelMayBeLowered() {
        assertThat(Rows.guarded(Map.of(Code.ID_MALFORMED, Level.WARN))
                        .row("{\"key\":\"Total\",\"n\":2}")
                        .findings())
                .isEqualTo("ID_MALFORMED warn");
    }
}
