package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * People with an address get it: {@code init} finds the address wherever it is, and a run reports when no address was
 * found.
 */
final class InitAddressesTest extends InitFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"emails\": [{\"address\": \"%s@x.example\", \"verified\": true}]",
                "\"emails\": [\"%s@x.example\", \"other@x.example\"]",
                "\"email_addresses\": [{\"id\": 7, \"email_address\": \"%s@x.example\"}]",
                "\"profile\": {\"emails\": [{\"value\": \"%s@x.example\"}], \"name\": \"Ana\"}",
                "\"email\": {\"address\": \"%s@x.example\", \"verified\": true}",
                "\"email\": [\"%s@x.example\"]",
                "\"emails\": [\"old@x.example\"], \"Email Address\": \"%s@x.example\""
            })
    void anAddressInsideOfAFieldIsFound(String fields) throws IOException {
        init.of("data.ndjson", """
            {"_id": {"$oid": "65a000000000000000000001"}, %s}
            {"_id": {"$oid": "65a000000000000000000002"}, %s}
            """.formatted(fields.formatted("a"), fields.formatted("b")));

        assertThat(init.check()).as(init.config() + init.said()).isZero();
        assertThat(init.said()).doesNotContain("EMAIL_NOT_MAPPED");
        assertThat(init.sync()).as(init.said()).isZero();
        assertThat(init.person("65a000000000000000000002")).as(init.config()).containsEntry("email", "\"b@x.example\"");
    }

    @Test
    void theAddressesOfOthersAreNotThePersons() throws IOException {
        init.of("data.ndjson", """
            {"id": "u1", "contacts": [{"email": "a@x.example"}], "orders": [{"seller": "c@x.example"}]}
            {"id": "u2", "contacts": [{"email": "b@x.example"}], "orders": [{"seller": "d@x.example"}]}
            """);

        assertThat(init.sync()).as(init.config() + init.said()).isZero();
        assertThat(init.person("u1")).doesNotContainKey("email");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"a@x.example\"]",
                "[{\"verified\": true, \"address\": \"a@x.example\"}]",
                "{\"main\": {\"address\": \"a@x.example\"}}"
            })
    void aRunReportsAddressesInsideOfAValueWhereNothingFillsEmail(String value) throws IOException {
        init.of("data.ndjson", "{\"id\": \"u1\", \"emails\": " + value + "}\n")
                .with("userId: id\nmappings: [{from: emails, to: emails}]\n");

        assertThat(init.check()).as(init.said()).isZero();
        assertThat(init.said()).contains("EMAIL_NOT_MAPPED").contains("the attribute emails holds e-mail addresses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "First Name,E-mail 1 - Value\nAna,a@x.example\nBo,b@x.example\n",
                "Zeitstempel,E-Mail-Adresse\n10.01.2026 14:00:11,a@x.example\n11.01.2026 14:00:11,b@x.example\n",
                "created,Kontakt\n1768472430,a@x.example\n1768472431,b@x.example\n"
            })
    void anAddressIdentifiesRatherThanANameOrATime(String content) throws IOException {
        init.of("data.csv", content);

        assertThat(init.config()).contains("identifyBy: email");
        assertThat(init.sync()).as(init.said()).isZero();
        assertThat(init.people()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "User name,E-Mail-Adresse\nana,a@x.example\nbo,b@x.example\n",
                "Kundennr,E-Mail-Adresse\nK-1,a@x.example\nK-2,b@x.example\n"
            })
    void anIdentifierStaysOneBesideAnAddress(String content) throws IOException {
        init.of("data.csv", content);

        assertThat(init.config()).contains("identifyBy: id").contains("to: email # the only addresses that differ");
    }

    @Test
    void theOnlyColumnOfDifferentAddressesIsThatOfThePerson() throws IOException {
        init.of("data.csv", """
            id,User Email,Invitee Email
            1,max@x.example,a@x.example
            2,max@x.example,b@x.example
            """);

        assertThat(init.sync()).as(init.said()).isZero();
        assertThat(init.person("2")).as(init.config()).containsEntry("email", "\"b@x.example\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Manager Email", "created_by", "Referrer"})
    void theOnlyAddressesMayBeThoseOfOthers(String header) throws IOException {
        init.of("data.csv", "id," + header + "\n1,a@x.example\n2,b@x.example\n");

        assertThat(init.config()).doesNotContain("to: email");
    }

    @Test
    void aRunNamesTheAddressesThatDiffer() throws IOException {
        init.of("data.csv", "id,host,guest\n1,h@x.example,a@x.example\n2,h@x.example,b@x.example\n")
                .with("userId: id\nmappings: [{from: host, to: host}, {from: guest, to: guest}]\n");

        assertThat(init.check()).as(init.said()).isZero();
        assertThat(init.said()).contains("EMAIL_NOT_MAPPED").contains("the attribute guest holds e-mail addresses");
    }
}
