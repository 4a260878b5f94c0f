package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of people who opted out, beside the people or alone, in {@code init}, {@code peek}, {@code check} and {@code sync}. */
final class InitOptOutListsTest extends InitFixture {
    private static final String[] PEOPLE = {"id|email", "1|a@x.example", "2|b@x.example", "3|c@x.example"};

    private void isReported(String told) {
        assertThat(init.warned()).contains("warning: " + told).doesNotContain("people.xlsx/");
        assertThat(init.config()).contains("# " + told);
        assertThat(init.check()).as(init.said()).isZero();
        assertThat(init.said()).contains("OPT_OUT_NOT_MAPPED", told);
        assertThat(init.sync()).as(init.said()).isZero();
        assertThat(init.said()).contains("OPT_OUT_NOT_MAPPED", told);
        assertThat(init.person("1")).containsEntry("email", "\"a@x.example\"");
    }

    @ParameterizedTest
    @CsvSource({
        "Unsubscribed, Email, b@x.example",
        "Opt-outs, Kunde, 2",
        "Suppressed, id|date, 2|2026-01-05",
        "Bounced 2026, Email|Reason, b@x.example|hard",
        "Abmeldungen, E-Mail, b@x.example"
    })
    void aSheetOfOptOutsIsReported(String name, String header, String row) throws IOException {
        init.of(new Sheets().sheet("Contacts", PEOPLE).sheet(name, header, row).write(folder.resolve("people.xlsx")));

        isReported("the sheet " + name
                + " (1 row) seems to list people who opted out, and is not read: they stay subscribed");
        assertThat(init.config()).contains("sheet: \"Contacts\"");
        assertThat(init.people()).isEqualTo(3);
    }

    @Test
    void aSheetOfOptOutsIsNotTakenForThePeopleThoughItIsTheFirst() throws IOException {
        init.of(new Sheets()
                .sheet("Unsubscribed", "Email", "b@x.example", "c@x.example")
                .sheet("Contacts", PEOPLE)
                .write(folder.resolve("people.xlsx")));

        assertThat(init.config())
                .contains(
                        "# the first sheet, Unsubscribed, seems to list people who opted out. The rows are taken from");
        isReported("the sheet Unsubscribed (2 rows) seems to list people who opted out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"unsubscribed\": [{\"email\": \"b@x.example\"}] | unsubscribed (1 row)",
                "\"optOuts\": [\"b@x.example\", \"c@x.example\"] | optOuts (2 rows)",
                "\"suppressed\": [2, 3, 4] | suppressed (3 rows)",
                "\"opt.outs\": [{\"email\": \"b@x.example\"}] | opt.outs (1 row)"
            })
    void aListOfOptOutsInADocumentIsReported(String list, String told) throws IOException {
        String people =
                "\"customers\": [{\"id\": 1, \"email\": \"a@x.example\"}, {\"id\": 2, \"email\": \"b@x.example\"}]";
        for (String document : new String[] {"{%s, %s}".formatted(people, list), "{%s, %s}".formatted(list, people)}) {
            init.of("data.json", document);

            isReported(
                    "the list " + told + " seems to list people who opted out, and is not read: they stay subscribed");
            assertThat(init.people()).isEqualTo(2);
        }
    }

    @Test
    void aListBehindAFieldWithADotIsCalledByItsName() throws IOException {
        Path file = Files.writeString(folder.resolve("data.json"), """
                {"customers": [{"id": 1, "email": "a@x.example"}, {"id": 2, "email": "b@x.example"}],
                 "mail.lists": {"unsubscribed": [{"email": "b@x.example"}], "orders": [{"no": 1}, {"no": 2}]}}
                """);
        var typed = new Typed();

        assertThat(typed.run("peek", file.toString())).isZero();
        assertThat(typed.out())
                .contains("the list mail.lists.unsubscribed (1 row)", "jq -c '.[\"mail.lists\"][\"unsubscribed\"][]'")
                .contains("not taken are the objects in mail.lists.orders (2)")
                .doesNotContain("source.rows: mail");
    }

    @Test
    void thoseWhoOptedOutAreNotTheRowsThoughTheyAreMore() throws IOException {
        init.of("data.json", """
                {"data": {"unsubscribed": [{"id": 7, "email": "d@x.example"}, {"id": 8, "email": "e@x.example"},
                                           {"id": 9, "email": "f@x.example"}],
                          "active": [{"id": 1, "email": "a@x.example"}, {"id": 2, "email": "b@x.example"}]}}
                """);

        assertThat(init.config()).contains("rows: \"data.active\"");
        isReported("the list data.unsubscribed (3 rows)");
    }

    @Test
    void anotherListOfPeopleIsReported() throws IOException {
        init.of("data.json", """
                {"customers": [{"id": 1, "email": "a@x.example"}, {"id": 2, "email": "b@x.example"}],
                 "prospects": [{"id": 3, "email": "c@x.example"}]}
                """);

        assertThat(init.warned())
                .contains("warning: not taken are the objects in prospects (1), which look like people, too");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsubscribed.csv", "do-not-contact 2026.csv", "hard_bounces.csv"})
    void aFileOfOptOutsUnsubscribesThem(String file) throws IOException {
        init.send(file, "Email,Name\na@x.example,Ana\nb@x.example,Bo\n");

        assertThat(init.warned()).contains("by its name, " + file + " lists people who opted out");
        assertThat(init.unsubscribed("a@x.example")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsubscribe reasons.csv", "not-unsubscribed.csv", "subscribed and unsubscribed.csv"})
    void aNameThatSaysSomethingElseUnsubscribesNobody(String name) throws IOException {
        init.send(name, "Email,Name\na@x.example,Ana\nb@x.example,Bo\n");

        assertThat(init.unsubscribed("a@x.example")).isEqualTo("nothing");
    }

    @Test
    void aColumnThatSaysWhoOptedOutTakesPrecedenceOverTheName() throws IOException {
        init.send("unsubscribed.csv", "Email,Unsubscribed\na@x.example,yes\nb@x.example,no\n");

        assertThat(init.unsubscribed("b@x.example")).isEqualTo("false");
    }

    @Test
    void theConfigurationThatTheHintGivesUnsubscribesThem() throws IOException {
        init.of(new Sheets()
                .sheet("Contacts", PEOPLE)
                .sheet("Unsubscribed", "id", "2")
                .write(folder.resolve("people.xlsx")));
        init.sync();
        assertThat(init.said())
                .contains("source.sheet: \"Unsubscribed\" and mappings: [{value: true, to: unsubscribed}]");
        init.with(
                "userId: id\nidentifyBy: id\nsource: {sheet: Unsubscribed}\nmappings: [{value: true, to: unsubscribed}]\n");

        assertThat(init.sync()).as(init.said()).isZero();
        assertThat(init.said()).doesNotContain("OPT_OUT_NOT_MAPPED");
        assertThat(init.unsubscribed("2")).isEqualTo("true");
        assertThat(init.unsubscribed("1")).isEqualTo("nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,email\n1,a@x.example\n2,b@x.example\nUnsubscribed,\n3,c@x.example\n4,d@x.example\n",
                "id,email\nActive,\n1,a@x.example\n2,b@x.example\nOpted out,\nid,email\n3,c@x.example\nTotal,4\n",
                "id,email\n1,a@x.example\n2,b@x.example\n\nUnsubscribed,\nid,email\n3,c@x.example\n",
                "\"id\",\"email\"\n\"1\",\"a@x.example\"\n\"2\",\"b@x.example\"\n\"Unsubscribed\",\"\"\n\"3\",\"c@x.example\"\n"
            })
    void thoseBelowATitleThatSaysThatTheyOptedOutAreNotSentAsSubscribed(String content) throws IOException {
        init.send("sections.csv", content);

        assertThat(init.warned()).containsPattern("opted out, as (the|its) title (there )?says.*left out");
        assertThat(init.people()).as(init.config()).isEqualTo(2);
        assertThat(init.person("2")).containsEntry("email", "\"b@x.example\"");
    }

    @Test
    void aTitleAtWhichTheRowsCannotEndIsNoPerson() throws IOException {
        init.send(
                "sections.csv",
                "id,email\nDNC-1,a@x.example\nDNC-2,b@x.example\nDNC,\nDNC-3,c@x.example\nVarious,\nDNC-4,d@x.example\n");

        assertThat(init.warned()).contains("opted out, as the title there says: they are read like the others");
        assertThat(init.config()).contains("filter: row['email'] != blank").doesNotContain("footer");
        assertThat(init.people()).as(init.config()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unsubscribed.csv",
                "do-not-contact.csv",
                "suppression_list.csv",
                "nonsubscribed_email_audience_export_1a2b.csv"
            })
    void aFileOfOptOutsAmongOthersIsNamed(String file) throws IOException {
        Path several = Files.createDirectory(folder.resolve("several"));
        Files.writeString(several.resolve("customers.csv"), "email,name\na@x.example,Ana\n");
        Files.writeString(several.resolve(file), "email,name\nb@x.example,Bo\n");
        init.of(several.resolve("*.csv"));

        assertThat(init.warned()).contains("by its name, the file " + file + " lists people who opted out");
        assertThat(init.sync()).isZero();
        assertThat(init.said()).contains("OPT_OUT_NOT_MAPPED", file, "value: true, to: unsubscribed");
        assertThat(init.said()).doesNotContain("customers.csv lists");

        Files.writeString(several.resolve(file), "email,name,opted_out\nb@x.example,Bo,yes\n");
        init.of(several.resolve("*.csv"));
        assertThat(init.warned()).doesNotContain("by its name");
        assertThat(init.sync()).isZero();
        assertThat(init.said()).doesNotContain("OPT_OUT_NOT_MAPPED");
    }

    @Test
    void filesThatAllListOptOutsUnsubscribeTheirPeople() throws IOException {
        Path several = Files.createDirectory(folder.resolve("several"));
        Files.writeString(several.resolve("unsubscribed.csv"), "email,name\na@x.example,Ana\n");
        Files.writeString(several.resolve("bounces.csv"), "email,name\nb@x.example,Bo\n");
        init.of(several.resolve("*.csv"));

        assertThat(init.sync()).isZero();
        assertThat(init.unsubscribed("a@x.example") + init.unsubscribed("b@x.example"))
                .isEqualTo("truetrue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"opt_outs", "optOuts", "email_optouts", "Opt-outs"})
    void aListOfOptOutsInARowIsOne(String field) throws IOException {
        assertThat(init.unsubscribed("data.ndjson", """
                {"id": 1, "email": "a@x.example", "%s": ["email"]}
                {"id": 2, "email": "b@x.example", "%<s": []}
                """.formatted(field)))
                .as(init.config())
                .isEqualTo("true false");
    }
}
