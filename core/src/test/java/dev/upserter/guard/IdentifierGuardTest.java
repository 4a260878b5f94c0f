package dev.upserter.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.guard.Rows.Outcome;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.json.JsonSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentifierGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"7", "-7", "\"7\"", "\"007\"", "\"user-1\"", "\"User 1\"", "\"é\"", "\"a\\/b\"", "\"CIO_1\""})
    void anyOtherIdIsTakenAsItIs(String json) {
        assertThat(Rows.guarded().row("{\"key\":" + json + "}")).isEqualTo(new Outcome("{}", "", List.of()));
    }

    @Test
    void anIdThatLooksLikeAnotherKindIsTold() {
        assertThat(Rows.guarded().row("{\"key\":\"zoe@example.com\"}"))
                .isEqualTo(new Outcome(
                        "{}", "ID_AMBIGUOUS warn", List.of("ID_AMBIGUOUS the id looks like an e-mail address")));
        assertThat(Rows.guarded().row("{\"key\":\"cio_03000001\"}"))
                .isEqualTo(new Outcome("{}", "ID_AMBIGUOUS warn", List.of("ID_AMBIGUOUS the id looks like a cio_id")));
        assertThat(Rows.guarded().row("{\"key\":\"12@34\"}").findings()).isEqualTo("ID_AMBIGUOUS warn");
        assertThat(Rows.guarded().row("{\"key\":\"\\u0040\"}").findings()).isEqualTo("ID_AMBIGUOUS warn");
    }

    @Test
    void whereCustomerIoGuessesTheKindAnIdThatLooksLikeAnotherIsRejected() {
        assertThat(Rows.guessed(Map.of()).row("{\"key\":\"zoe@example.com\"}").sent())
                .isEqualTo("ID_MALFORMED row: data.json:1:2: the id looks like an e-mail address, and the v1 API would"
                        + " take it for one. Use api: batch");
        assertThat(Rows.guessed(Map.of()).row("{\"key\":\"cio_1\"}").sent())
                .isEqualTo(
                        "ID_MALFORMED row: data.json:1:2: the id looks like a cio_id, and the v1 API would take it for"
                                + " one. Use api: batch");
        assertThat(Rows.guessed(Map.of()).row("{\"key\":\"+4915112345678\"}").sent())
                .isEqualTo("{}");
    }

    @Test
    void whereTheKindIsGuessedAnAddressIsNoCioId() {
        assertThat(Rows.guessed(IdentifierType.EMAIL)
                        .row("{\"key\":\"cio_1@example.com\"}")
                        .sent())
                .contains("the id looks like a cio_id, and the v1 API would take it for one");
        assertThat(Rows.guessed(IdentifierType.EMAIL)
                        .row("{\"key\":\"zoe@example.com\"}")
                        .sent())
                .isEqualTo("{}");
        assertThat(Rows.identifiedBy(IdentifierType.EMAIL)
                        .row("{\"key\":\"cio_1@example.com\"}")
                        .sent())
                .isEqualTo("{}");
    }

    @Test
    void anIdThatIsAStepOfAPathIsSentInABatchOnly() {
        for (String id : List.of("a/..", "./b", "../a")) {
            String row = "{\"key\":\"" + id + "\"}";
            assertThat(Rows.guessed(Map.of()).row(row).sent()).contains("the id holds a step of a path");
            assertThat(Rows.guarded().row(row).sent()).doesNotContain("step of a path");
        }
        assertThat(Rows.guessed(Map.of()).row("{\"key\":\"a.b\"}").sent()).isEqualTo("{}");
    }

    @Test
    void anIdentifierThatWasReadInAnotherEncodingIsReported() {
        assertThat(Rows.guarded().row("{\"key\":\"M\u00c3\u00bcller\"}").messages())
                .contains("TEXT_DAMAGED the identifier looks like UTF-8 that was read in another encoding");
    }

    @Test
    void anIdBesideAPhoneNumberIdentifiesAPersonToo() {
        assertThat(Rows.identifiedBy(IdentifierType.PHONE)
                        .row("{\"key\":\"+4915112345678\",\"id\":\"7\"}")
                        .messages())
                .contains("RESERVED_MEANING the attribute id identifies a person");
    }

    @ParameterizedTest
    @CsvSource({"A1,a1", "Z1,z1", "1Z,1z", "1-\u00c4,1-\u00e4"})
    void idsOfAnyLetterMayDifferInItsCaseAlone(String one, String other) {
        Rows rows = Rows.guarded();

        assertThat(rows.row("{\"key\":\"" + one + "\"}").findings()).isEmpty();
        assertThat(rows.row("{\"key\":\"" + one + "\"}").findings()).isEmpty();
        assertThat(rows.row("{\"key\":\"" + other + "\"}").findings()).isEqualTo("ID_CASE_TWINS warn");
    }

    @Test
    void halfACharacterInAnIdentifierRejectsTheRow() {
        for (IdentifierType type : IdentifierType.values()) {
            assertThat(Rows.identifiedBy(type).row("{\"key\":\"\\ud800\"}").sent())
                    .as(type.spelling())
                    .isEqualTo("VALUE_MALFORMED row: data.json:1:2: the identifier holds half of a character");
        }
    }

    @Test
    void anIdentifierWhoseCharactersWereLostRejectsTheRow() {
        assertThat(Rows.guarded().row("{\"key\":\"a\\u0000\"}").sent())
                .isEqualTo("ID_MALFORMED row: data.json:1:2: the identifier holds a character zero (U+0000)");
        assertThat(Rows.guarded().row("{\"key\":\"Zo\uFFFD\"}").sent())
                .isEqualTo(
                        "ID_MALFORMED row: data.json:1:2: the identifier holds the sign for a character that was lost"
                                + " (U+FFFD)");
        assertThat(Rows.guarded().row("{\"key\":\"Zo\u00c3\u00ab\"}").findings())
                .isEqualTo("TEXT_DAMAGED warn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"zoe@example.com\"", "\"ZOE@EXAMPLE.COM\"", "\"zo\\u00eb@example.com\""})
    void anAddressIdentifies(String json) {
        assertThat(Rows.identifiedBy(IdentifierType.EMAIL).row("{\"key\":" + json + "}"))
                .isEqualTo(new Outcome("{}", "", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"zoe\"", "\" zoe\"", "\"zoe@example\""})
    void whatIsNoAddressDoesNot(String json) {
        assertThat(Rows.identifiedBy(IdentifierType.EMAIL)
                        .row("{\"key\":" + json + "}")
                        .sent())
                .isEqualTo("ID_MALFORMED row: data.json:1:2: the identifier is not an e-mail address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\" zoe@example.com\"", "\"zoe@example.com\\t\""})
    void anAddressWithBlanksAroundItIsReportedAsThat(String json) {
        assertThat(Rows.identifiedBy(IdentifierType.EMAIL)
                        .row("{\"key\":" + json + "}")
                        .sent())
                .isEqualTo(
                        "ID_MALFORMED row: data.json:1:2: the identifier is an e-mail address with blanks around it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"+4915112345678\"", "\"+14155550100\"", "\"+123456789012345\""})
    void aPhoneNumberInTheFormE164Identifies(String json) {
        assertThat(Rows.identifiedBy(IdentifierType.PHONE).row("{\"key\":" + json + "}"))
                .isEqualTo(new Outcome("{}", "", List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        "+1234567890123456"; It starts with + and the country's number
        "+49 151 1234-5678"; Without blanks, brackets and dashes it is
        "+1 (415) 555.01.00"; Without blanks, brackets and dashes it is
        "004915112345678"; With + in place of the leading 00 it is
        "0049 151 12345678"; With + in place of the leading 00 it is
        "015112345678"; It starts with + and the country's number
        "+015112345678"; It starts with + and the country's number
        "+49"; It starts with + and the country's number
        "++4915112345678"; It starts with + and the country's number
        "+٤٩١٥١١٢٣٤٥"; It starts with + and the country's number
        4915112345678; It starts with + and the country's number
        "phone"; It starts with + and the country's number
        """)
    void anotherPhoneNumberIsRejectedWithWhatCorrectsIt(String json, String correction) {
        assertThat(Rows.identifiedBy(IdentifierType.PHONE)
                        .row("{\"key\":" + json + "}")
                        .sent())
                .isEqualTo("ID_MALFORMED row: data.json:1:2: the identifier is not a phone number in E.164 form. "
                        + correction);
    }

    @ParameterizedTest
    @CsvSource({"\"03000001\", true", "3000001, true", "\"a3000001\", true", "\"cio_03000001\", false", "\"a b\", false"
    })
    void aCioIdIsLettersAndDigits(String json, boolean good) {
        String outcome = Rows.identifiedBy(IdentifierType.CIO_ID)
                .row("{\"key\":" + json + "}")
                .sent();
        assertThat(outcome)
                .isEqualTo(
                        good
                                ? "{}"
                                : "ID_MALFORMED row: data.json:1:2: the identifier is not a cio_id: letters and digits,"
                                        + " without cio_ before");
    }

    @Test
    void idsThatDifferOnlyInLetterCaseAreToldAsTwoPeople() {
        Rows rows = Rows.guarded();
        assertThat(rows.row("{\"key\":\"User1\"}").findings()).isEmpty();
        assertThat(rows.row("{\"key\":\"user2\"}").findings()).isEmpty();
        assertThat(rows.row("{\"key\":\"User1\"}").findings()).isEmpty();
        Outcome twin = rows.row("{\"key\":\"\\u0075SER1\"}");
        assertThat(twin)
                .isEqualTo(new Outcome(
                        "{}",
                        "ID_CASE_TWINS warn",
                        List.of("ID_CASE_TWINS an earlier row has the same identifier in other letter case: two people"
                                + " at Customer.io")));
        assertThat(rows.row("{\"key\":\"ÉTÉ\"}").findings()).isEmpty();
        assertThat(rows.row("{\"key\":\"été\"}").findings()).isEqualTo("ID_CASE_TWINS warn");
    }

    @Test
    void addressesThatDifferOnlyInLetterCaseAreToldAsOnePerson() {
        Rows rows = Rows.identifiedBy(IdentifierType.EMAIL);
        assertThat(rows.row("{\"key\":\"Zoe@example.com\"}").findings()).isEmpty();
        assertThat(rows.row("{\"key\":\"zoe@example.com\"}"))
                .isEqualTo(new Outcome(
                        "{}",
                        "ID_CASE_TWINS warn",
                        List.of("ID_CASE_TWINS an earlier row has the same identifier in other letter case: one person"
                                + " at Customer.io. The later row wins")));
    }

    @Test
    void oneAddressOfTwoIdsRejectsTheLaterRow() {
        Rows rows = Rows.guarded();
        assertThat(rows.row("{\"key\":1,\"email\":\"zoe@example.com\"}").findings())
                .isEmpty();
        assertThat(rows.row("{\"key\":\"1\",\"email\":\"ZOE@example.com\"}").sent())
                .startsWith("{");
        assertThat(rows.row("{\"key\":1,\"email\":\"other@example.com\"}").sent())
                .startsWith("{");
        assertThat(rows.row("{\"key\":2,\"email\":\"Zoe@Example.com\"}").sent())
                .isEqualTo("ID_CONFLICT row: data.json:1:2: an earlier row gave this e-mail address to another id");
        assertThat(rows.row("{\"key\":2,\"email\":null}").sent()).startsWith("{");
        assertThat(rows.row("{\"key\":3,\"email\":\"\"}").sent()).startsWith("{");
        assertThat(rows.row("{\"key\":4,\"email\":\"\"}").sent()).startsWith("{");
    }

    @Test
    void oneIdOfTwoAddressesRejectsTheLaterRow() {
        Rows rows = Rows.identifiedBy(IdentifierType.EMAIL);
        assertThat(rows.row("{\"key\":\"bo@example.com\",\"id\":0}").findings()).isEmpty();
        assertThat(rows.row("{\"key\":\"Bo@example.com\",\"id\":\"0\"}").sent()).startsWith("{");
        assertThat(rows.row("{\"key\":\"di@example.com\",\"id\":0}").sent())
                .isEqualTo("ID_CONFLICT row: data.json:1:2: an earlier row gave this id to another person");
        assertThat(rows.row("{\"key\":\"ed@example.com\",\"id\":null}").sent()).startsWith("{");
        assertThat(rows.row("{\"key\":\"fa@example.com\",\"id\":\"\"}").sent()).startsWith("{");
        assertThat(rows.row("{\"key\":\"ga@example.com\",\"id\":\"\"}").sent()).startsWith("{");
    }

    @Test
    void whatIdentifiesTwoPeopleOfAnotherKindRejectsTheLaterRow() {
        Rows rows = Rows.identifiedBy(IdentifierType.CIO_ID);
        assertThat(rows.row("{\"key\":\"a1\",\"id\":7,\"email\":\"bo@example.com\"}")
                        .sent())
                .startsWith("{");
        assertThat(rows.row("{\"key\":\"a1\",\"id\":8,\"email\":\"di@example.com\"}")
                        .sent())
                .startsWith("{");
        assertThat(rows.row("{\"key\":\"a2\",\"id\":7}").sent())
                .isEqualTo("ID_CONFLICT row: data.json:1:2: an earlier row gave this id to another person");
        assertThat(rows.row("{\"key\":\"a3\",\"email\":\"BO@example.com\"}").sent())
                .isEqualTo("ID_CONFLICT row: data.json:1:2: an earlier row gave this e-mail address to another person");
        assertThat(rows.row("{\"key\":\"a4\",\"email\":\"none\"}").findings()).doesNotContain("ID_CONFLICT");
        assertThat(rows.row("{\"key\":\"a5\",\"email\":\"none\"}").findings()).doesNotContain("ID_CONFLICT");
    }

    @Test
    void twoIdsOfOneAddressRejectTheLaterRow() {
        Rows rows = Rows.identifiedBy(IdentifierType.EMAIL);
        assertThat(rows.row("{\"key\":\"zoe@example.com\",\"id\":1}").findings())
                .isEmpty();
        assertThat(rows.row("{\"key\":\"zoe@example.com\",\"id\":\"1\"}").findings())
                .isEmpty();
        assertThat(rows.row("{\"key\":\"zoe@example.com\",\"id\":2}").sent())
                .isEqualTo("ID_CONFLICT row: data.json:1:2: an earlier row gave this e-mail address to another id");
    }

    @Test
    void oneAnonymousIdOfTwoPeopleRejectsTheLaterRow() {
        Rows rows = Rows.guarded(Map.of(Code.RESERVED_MEANING, Level.OFF));
        assertThat(rows.row("{\"key\":1,\"anonymous_id\":\"x\"}").sent()).startsWith("{");
        assertThat(rows.row("{\"key\":1,\"anonymous_id\":\"x\"}").sent()).startsWith("{");
        assertThat(rows.row("{\"key\":2,\"anonymous_id\":\"X\"}").sent()).startsWith("{");
        assertThat(rows.row("{\"key\":2,\"anonymous_id\":\"x\"}").sent())
                .isEqualTo("ID_CONFLICT row: data.json:1:2: an earlier row gave this anonymous_id to another person");
    }

    @Test
    void theIdentifierAsAnAttributeIsFineWhereBothAreTheSame() {
        assertThat(Rows.guarded().row("{\"key\":7,\"id\":\"7\"}").findings()).isEmpty();
        assertThat(Rows.guarded().row("{\"key\":7,\"id\":\"8\"}"))
                .isEqualTo(new Outcome(
                        "{\"id\":\"8\"}",
                        "RESERVED_MEANING warn id",
                        List.of("RESERVED_MEANING the attribute id is not the same as the identifier. Only the"
                                + " identifier counts")));
        Rows byEmail = Rows.identifiedBy(IdentifierType.EMAIL);
        assertThat(byEmail.row("{\"key\":\"a@b.example\",\"email\":\"A@b.example\"}")
                        .findings())
                .isEmpty();
        assertThat(byEmail.row("{\"key\":\"a@b.example\",\"email\":\"c@b.example\"}")
                        .findings())
                .isEqualTo("RESERVED_MEANING warn email");
        assertThat(Rows.identifiedBy(IdentifierType.CIO_ID)
                        .row("{\"key\":\"a1\",\"id\":1}")
                        .findings())
                .isEqualTo("RESERVED_MEANING warn id");
    }

    @Test
    void manyIdentifiersAreComparedWithTheLastOnlyAndThatIsTold() {
        var log = new ProblemLog();
        var guard = new Guard(
                GuardConfig.defaults(),
                Rows.mapping(IdentifierType.ID, List.of()),
                false,
                true,
                InstantSource.fixed(Rows.NOW),
                log);
        SourceRecord record = JsonSource.open(
                        new ByteArrayInputStream("[{}]".getBytes(StandardCharsets.UTF_8)), "data.json")
                .next();
        for (int i = 0; i < 1_600_000; i++) {
            var identifier = new Identifier(IdentifierType.ID, JsonValue.ofText("User" + i));
            guard.check(new IdentifyPerson(identifier, List.of(), false), record, List.of());
        }
        assertThat(log.entries()).isEmpty();
        guard.finish();
        assertThat(log.entries())
                .extracting(entry -> entry.code() + " " + entry.level() + " "
                        + entry.examples().getFirst())
                .containsExactly("ID_CASE_TWINS WARN identifiers were compared with the 750,000 before them only");
    }
}
