package dev.upserter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.json.JsonValue;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Form;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Payload;
import dev.upserter.plan.Removal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PersonKindTest {
    private static final String PEOPLE = "{userId: who, timestamp: changed, mappings: [{from: n, to: n}]}";
    private static final KindConfig CONFIG = KindRows.of(PEOPLE).kind();

    private static String removed(Removal how, Payload payload) {
        return KindRows.text(Kinds.PERSON.removal(CONFIG, IdentifierType.EMAIL, "a@x.org", how, payload), Form.ENTRY);
    }

    @ParameterizedTest
    @CsvSource({"'\"2026-01-01T00:00:00Z\"', 1767225600", "0, 0", "99999999999, 99999999999"})
    void aRowSaysWhenItWasChanged(String changed, String sent) {
        assertThat(KindRows.of(PEOPLE).one("{\"who\": 7, \"n\": 1, \"changed\": " + changed + "}"))
                .contains(",\"timestamp\":" + sent + ",");
    }

    @Test
    void aRowThatDoesNotSayWhenItWasChangedIsSentWithoutATime() {
        assertThat(KindRows.of(PEOPLE).sent("{\"who\": 7, \"n\": 1}", "{\"who\": 7, \"n\": 1, \"changed\": null}"))
                .allSatisfy(entry -> assertThat(entry).contains("\"n\":1").doesNotContain("imestamp"));
    }

    @ParameterizedTest
    @CsvSource({"-1", "100000000000"})
    void aTimeThatIsNoneIsNotSent(String changed) {
        assertThat(KindRows.of(PEOPLE).one("{\"who\": 7, \"n\": 1, \"changed\": " + changed + "}"))
                .isEqualTo("PART_MALFORMED: the value of timestamp is not a time in whole Unix seconds");
    }

    /** Somebody whom Customer.io no longer has is not added by it. */
    @Test
    void aPersonWhoIsGoneIsClearedMarkedDeletedOrSuppressed() {
        var set = new Payload(List.of(new Attribute(new AttributeName("gone"), JsonValue.TRUE)));

        for (Removal how : List.of(Removal.CLEAR, Removal.SET)) {
            assertThat(removed(how, set))
                    .isEqualTo("{\"type\":\"person\",\"identifiers\":{\"email\":\"a@x.org\"},\"action\":\"identify\","
                            + "\"attributes\":{\"_update\":true,\"gone\":true}}");
        }
        assertThat(removed(Removal.DELETE, Payload.NONE))
                .isEqualTo("{\"type\":\"person\",\"identifiers\":{\"email\":\"a@x.org\"},\"action\":\"delete\"}");
        assertThat(removed(Removal.SUPPRESS, Payload.NONE))
                .isEqualTo("{\"type\":\"person\",\"identifiers\":{\"email\":\"a@x.org\"},\"action\":\"suppress\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "plan, true, true, true",
        "created_at, true, true, true",
        "timezone, true, true, true",
        "email, true, false, true",
        "phone, true, true, false",
        "id, false, false, false",
        "unsubscribed, false, false, false",
        "cio_subscription_preferences, false, false, false",
        "anonymous_id, false, false, false",
    })
    void subscriptionsAndTheIdentifierInUseAreNeverCleared(
            String name, boolean byId, boolean byEmail, boolean byPhone) {
        var attribute = new AttributeName(name);

        assertThat(Kinds.PERSON.mayClear(attribute, IdentifierType.ID)).isEqualTo(byId);
        assertThat(Kinds.PERSON.mayClear(attribute, IdentifierType.EMAIL)).isEqualTo(byEmail);
        assertThat(Kinds.PERSON.mayClear(attribute, IdentifierType.PHONE)).isEqualTo(byPhone);
    }

    @ParameterizedTest
    @EnumSource(IdentifierType.class)
    void aStateBelongsToPeopleByOneIdentifier(IdentifierType type) {
        assertThat(Kinds.PERSON.stateScope(CONFIG, type)).isEqualTo(type.spelling());
    }

    @Test
    void rowsOfPeopleAloneAddPeople() {
        assertThat(Kinds.ALL.stream().filter(Kind::addsPeople)).containsExactly(Kinds.PERSON);
    }
}
