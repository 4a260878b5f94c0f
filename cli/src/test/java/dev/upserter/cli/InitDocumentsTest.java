package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.cli.shell.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which objects of a JSON document become people with the configuration that {@code init} writes. */
final class InitDocumentsTest extends InitFixture {
    @Test
    void peopleAreTakenAndNotTheOrdersBesideThem() throws IOException {
        init.send("data.json", """
                {"customers": [{"id": 1, "email": "a@x.example"}, {"id": 2, "email": "b@x.example"}],
                 "orders": [{"id": 10, "email": "a@x.example"}, {"id": 11, "total": 1}, {"id": 12, "total": 1}]}
                """);

        assertThat(init.config())
                .contains("# not taken are the objects in orders (3)")
                .contains("rows: \"customers\"");
        assertThat(init.person("2")).containsEntry("email", "\"b@x.example\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": \"e-77\", \"name\": \"June\", \"customers\": [%s]}",
                "{\"id\": \"r\", \"realm\": \"shop\", \"users\": [%s], \"roles\": [{\"id\": 8}, {\"id\": 9}]}",
                "{\"uuid\": \"r\", \"kunden\": [%s]}"
            })
    void peopleAreTakenThoughTheDocumentHasAnIdItself(String document) throws IOException {
        init.send(
                "data.json",
                document.formatted("{\"id\": 1, \"email\": \"a@x.example\"}, {\"id\": 2, \"email\": \"b@x.example\"}"));

        assertThat(init.people()).as(init.config()).isEqualTo(2);
        assertThat(init.person("2")).containsEntry("email", "\"b@x.example\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": \"p\", \"email\": \"p@x.example\", \"contacts\": [%s]}",
                "{\"id\": \"p\", \"orders\": [%s]}"
            })
    void aPersonWithListsIsOnePerson(String document) throws IOException {
        init.send(
                "data.json",
                document.formatted("{\"id\": 1, \"email\": \"a@x.example\"}, {\"id\": 2, \"email\": \"b@x.example\"}"));

        assertThat(init.people()).as(init.config()).isEqualTo(1);
    }

    @Test
    void whatHasAddressesIsPreferredToWhatIsMore() throws IOException {
        init.send("data.json", """
                {"plans": [{"id": 10}, {"id": 11}, {"id": 12}],
                 "accounts": [{"id": 1, "properties": {"email": "a@x.example"}}, {"id": 2, "properties": {"email": "b@x.example"}}]}
                """);

        assertThat(init.person("1")).containsEntry("email", "\"a@x.example\"");
    }

    @Test
    void aCursorIsNoIdentifier() throws IOException {
        init.send("data.json", """
                {"data": {"customers": {"edges": [
                {"cursor": "c1", "node": {"id": "g1", "email": "a@x.example"}},
                {"cursor": "c2", "node": {"id": "g2", "email": "b@x.example"}}]}}}
                """);

        assertThat(init.person("g2")).containsEntry("email", "\"b@x.example\"");
    }

    @Test
    void theSourceOfASearchIsOpened() throws IOException {
        init.send("data.json", """
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
        init.send("data.json", "{\"name\": \"ana\", \"items\": []}");

        assertThat(init.person("ana")).isNotNull();
    }

    @Test
    void theStateOfAConsentInAnObjectIsTaken() throws IOException {
        init.send("data.json", """
                [{"id": 1, "email": "a@x.example", "email_marketing_consent": {"state": "unsubscribed", "consent_updated_at": null}},
                 {"id": 2, "email": "b@x.example", "email_marketing_consent": {"state": "subscribed", "consent_updated_at": null}}]
                """);

        assertThat(init.person("1")).containsEntry("unsubscribed", "true");
        assertThat(init.person("2")).containsEntry("unsubscribed", "false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                [{"object": "list", "data": [{"id": "1", "email": "a@x.example"}], "has_more": true},
                 {"object": "list", "data": [{"id": "2", "email": "b@x.example"}], "has_more": false}]
                """, """
                [{"type": "header", "version": "5.2.1"}, {"type": "database", "name": "shop"},
                 {"type": "table", "name": "users", "database": "shop", "data": [{"id": "1", "email": "a@x.example"}]}]
                """})
    void anArrayOfDocumentsIsRefusedWithTheWayOn(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("pages.json"), content);
        for (String command : List.of("init", "peek")) {
            var typed = new Typed();

            assertThat(typed.run(command, file.toString())).isEqualTo(ExitCode.REFUSED);
            assertThat(typed.err())
                    .contains("this is an array of documents, each with rows in its field data")
                    .contains("jq -c '.[] | .data[]?' FILE > rows.ndjson");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"track\", \"userId\": \"1\", \"messageId\": \"m1\", \"event\": \"Seen\"}\n",
                "[{\"type\": \"page\", \"anonymousId\": \"a1\", \"name\": \"Home\"}]",
                "id,anonymous_id,user_id,event,event_text\nm1,a1,1,seen,Seen\n"
            })
    void callsThatSayNothingOfPeopleAreRefused(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("calls.txt"), content);
        var typed = new Typed();

        assertThat(typed.run("init", file.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(typed.err())
                .contains("they are calls of Segment or RudderStack that say what people did")
                .contains("export the calls of the type identify");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user_id,email,type,group_id\n1,a@x.example,group,g1\n2,b@x.example,single,g2\n",
                "userId,messageId,type,email\n1,m1,page,a@x.example\n2,m2,book,b@x.example\n",
                "user_id,event,type,email\n1,Gala,group,a@x.example\n2,Gala,group,b@x.example\n",
                """
                {"userId":"1","type":"group","traits":{"email":"a@x.example"}}
                {"userId":"2","type":"person","traits":{"email":"b@x.example"}}
                """
            })
    void peopleWithATypeAreNoCalls(String content) throws IOException {
        init.of("people.txt", content);
        assertThat(init.sync()).as(init.config() + init.said()).isZero();

        assertThat(init.config()).doesNotContain("filter:").contains("2 rows");
        assertThat(init.person("1")).containsEntry("type", "\"" + (content.contains("page") ? "page" : "group") + "\"");
    }

    @Test
    void aTypeOfItsOwnIsNoCall() throws IOException {
        init.send(
                "data.json",
                "[{\"id\": \"1\", \"type\": \"group\", \"email\": \"a@x.example\"}, {\"id\": \"2\", \"type\": \"page\"}]");

        assertThat(init.config()).doesNotContain("filter");
        assertThat(init.person("2")).containsEntry("type", "\"page\"");
    }

    @Test
    void ofCallsInLinesOfBatchesThoseThatIdentifyAreTaken() throws IOException {
        init.send("data.json", """
                {"batch": [{"type": "identify", "userId": "1", "messageId": "m1", "traits": {"email": "a@x.example"}}]}
                {"batch": [{"type": "track", "userId": "2", "messageId": "m2", "event": "Seen"}]}
                """);

        assertThat(init.people()).isEqualTo(1);
        assertThat(init.person("1")).containsOnly(Map.entry("email", "\"a@x.example\""));
    }

    @Test
    void identifiersThatOnlySomeRowsWrapAreOneColumn() throws IOException {
        init.send("data.json", """
                {"_id": {"$oid": "64a1f0c2e4b0a1b2c3d4e5f6"}, "email": "a@x.example"}
                {"_id": 7, "email": "b@x.example"}
                """);

        assertThat(init.person("64a1f0c2e4b0a1b2c3d4e5f6")).containsOnly(Map.entry("email", "\"a@x.example\""));
        assertThat(init.person("7")).containsOnly(Map.entry("email", "\"b@x.example\""));
    }

    @Test
    void anArrayOfPeopleWithListsIsOneOfRows() throws IOException {
        init.send("data.json", "[{\"id\": \"1\", \"data\": [{\"a\": 1}]}, {\"id\": \"2\", \"data\": []}]");

        assertThat(init.person("2")).isNotNull();
    }

    @Test
    void partsOfPeopleAreNoPeople() throws IOException {
        init.send("data.json", """
                [{"id": "c1", "email": "a@x.example"}, {"id": "o1", "total": "9", "__parentId": "c1"},
                 {"id": "c2", "email": "b@x.example"}]
                """);

        assertThat(init.config()).contains("filter: row['__parentId'] == nil").doesNotContain("total");
        assertThat(init.said()).contains("1 filtered");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"$date\": \"1961-05-11T00:00:00Z\"}|{\"$date\": 472764800000}",
                "{\"$date\": {\"$numberLong\": \"-272764800000\"}}|{\"$date\": \"1984-12-24T15:06:40Z\"}",
                "{\"$date\": -272764800000}|{\"$date\": 472764800000}",
                "{\"$date\": {\"$numberLong\": \"-272764800000\"}}|{\"$date\": {\"$numberLong\": \"472764800000\"}}"
            })
    void datesOfMongoDbAreReadInEachForm(String first, String second) throws IOException {
        init.send(
                "data.json",
                "{\"_id\": {\"$oid\": \"64a1f0c2e4b0a1b2c3d4e5f6\"}, \"day\": " + first + "}\n"
                        + "{\"_id\": {\"$oid\": \"64a1f0c2e4b0a1b2c3d4e5f7\"}, \"day\": " + second + "}\n");

        assertThat(init.person("64a1f0c2e4b0a1b2c3d4e5f6")).containsEntry("day", "\"1961-05-11\"");
        assertThat(init.person("64a1f0c2e4b0a1b2c3d4e5f7")).containsEntry("day", "\"1984-12-24\"");
    }

    @Test
    void theKeyOfAFixtureOfDjangoIdentifiesItsPeople() throws IOException {
        init.of("dump.json", """
                [
                {"model": "shop.customer", "pk": 1, "fields": {"email": "a@x.example", "first_name": "Ana"}},
                {"model": "shop.customer", "pk": 2, "fields": {"email": "b@x.example", "first_name": "Bo"}}
                ]
                """);
        assertThat(init.config()).contains("userId: pk #").contains("from: fields.email #");
        assertThat(init.sync()).as(init.said()).isZero();

        assertThat(init.person("2")).containsEntry("email", "\"b@x.example\"").containsEntry("first_name", "\"Bo\"");
    }
}
