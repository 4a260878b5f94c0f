package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * People with an address get it: {@code init} finds the address wherever it is, and a run reports when no address was
 * found.
 */
final class InitAddressesTest {
    @TempDir
    private Path folder;

    private Initiated init;

    @BeforeEach
    void start() {
        init = new Initiated(folder);
    }

    @AfterEach
    void stop() {
        init.close();
    }

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
}
