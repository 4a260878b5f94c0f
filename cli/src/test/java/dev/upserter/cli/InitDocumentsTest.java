package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which objects of a JSON document become people, by the configuration that {@code init} makes. */
final class InitDocumentsTest {
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

    private void sent(String content) throws IOException {
        init.of("data.json", content);
        assertThat(init.sync()).as(init.config() + init.said()).isZero();
    }

    @Test
    void peopleAreTakenAndNotTheOrdersBesideThem() throws IOException {
        sent("""
                {"customers": [{"id": 1, "email": "a@x.example"}, {"id": 2, "email": "b@x.example"}],
                 "orders": [{"id": 10, "email": "a@x.example"}, {"id": 11, "total": 1}, {"id": 12, "total": 1}]}
                """);

        assertThat(init.config()).contains("rows: \"customers\"");
        assertThat(init.person("2")).containsEntry("email", "\"b@x.example\"");
    }

    @Test
    void whatHasAddressesIsPreferredToWhatIsMore() throws IOException {
        sent("""
                {"plans": [{"id": 10}, {"id": 11}, {"id": 12}],
                 "accounts": [{"id": 1, "properties": {"email": "a@x.example"}}, {"id": 2, "properties": {"email": "b@x.example"}}]}
                """);

        assertThat(init.person("1")).containsEntry("email", "\"a@x.example\"");
    }

    @Test
    void aCursorIsNoIdentifier() throws IOException {
        sent("""
                {"data": {"customers": {"edges": [
                {"cursor": "c1", "node": {"id": "g1", "email": "a@x.example"}},
                {"cursor": "c2", "node": {"id": "g2", "email": "b@x.example"}}]}}}
                """);

        assertThat(init.person("g2")).containsEntry("email", "\"b@x.example\"");
    }

    @Test
    void theSourceOfASearchIsOpened() throws IOException {
        sent("""
                {"took": 1, "hits": {"total": {"value": 2}, "hits": [
                {"_id": "1", "_source": {"email": "a@x.example"}},
                {"_id": "2", "_source": {"email": "b@x.example"}}]}}
                """);

        assertThat(init.person("1")).containsEntry("email", "\"a@x.example\"");
    }

    @Test
    void anEmptyPageIsNoPerson() throws IOException {
        Path page = Files.writeString(
                folder.resolve("page.json"), "{\"object\": \"list\", \"data\": [], \"has_more\": false}");
        var typed = new Typed();

        assertThat(typed.run("init", page.toString())).isNotZero();
        assertThat(typed.err()).contains("data without any field");
    }

    @Test
    void anObjectWithAnEmptyListIsARow() throws IOException {
        sent("{\"name\": \"ana\", \"items\": []}");

        assertThat(init.person("ana")).isNotNull();
    }

    @Test
    void theStateOfAConsentInAnObjectIsTaken() throws IOException {
        sent("""
                [{"id": 1, "email": "a@x.example", "email_marketing_consent": {"state": "unsubscribed", "consent_updated_at": null}},
                 {"id": 2, "email": "b@x.example", "email_marketing_consent": {"state": "subscribed", "consent_updated_at": null}}]
                """);

        assertThat(init.person("1")).containsEntry("unsubscribed", "true");
        assertThat(init.person("2")).containsEntry("unsubscribed", "false");
    }
}
