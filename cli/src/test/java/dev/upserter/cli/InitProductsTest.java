package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is peculiar to the exports of single products. */
final class InitProductsTest extends InitFixture {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {"b'1',b'0'", "0x01,0x00", "\\x01,\\x00", "SOH,NUL", "SOH,\\0"})
    void bitsOfMySqlAreBooleans(String yes, String no) throws IOException {
        init.send(
                "data.csv",
                ("id,email,unsubscribed,vip\n1,a@x.example," + yes + "," + no + "\n2,b@x.example," + no + "," + no
                                + "\n")
                        .replace("SOH", "\u0001")
                        .replace("NUL", "\u0000"));

        assertThat(init.person("1")).containsEntry("unsubscribed", "true").containsEntry("vip", "false");
        assertThat(init.unsubscribed("2")).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Record ID - Contact",
                "Customer no",
                "Prospect ID",
                "Subscriber Key",
                "(Do Not Modify) Contact",
                "Mitgliedsnummer"
            })
    void theIdentifiersOfProductsAreKnown(String name) throws IOException {
        init.send("data.csv", "Email," + name + "\na@x.example,71\nb@x.example,72\n");

        assertThat(init.person("71")).containsEntry("email", "\"a@x.example\"");
    }

    @Test
    void identifiersThatEndInAFractionOfZeroAreRepaired() throws IOException {
        init.send("data.csv", "id,email\n1001.0,a@x.example\n1002,b@x.example\n");
        assertThat(init.person("1001")).containsKey("email");
        assertThat(init.said()).doesNotContain("ID_DAMAGED");

        init.of("data.csv", "id,email\n0071.0,a@x.example\n0072,b@x.example\n");
        assertThat(init.config()).contains("userId: id #");
    }

    @ParameterizedTest
    @CsvSource({"Response ID", "Respondent ID", "#", "Submission ID", "Company ID"})
    void whoAnsweredIsToldByTheAddressAndNotByTheAnswer(String name) throws IOException {
        init.send("data.csv", name + ",What is your email?\nx7,a@x.example\nx8,b@x.example\n");

        assertThat(init.config()).contains("identifyBy: email");
        assertThat(init.people()).isEqualTo(2);
    }

    @Test
    void aRowBelowAHeaderThatHasNoFirstCellIsNoHeaderIfItNamesNoChoices() throws IOException {
        init.of("data.csv", "id,email,plan\n,a@x.example,pro\n2,b@x.example,pro\n3,c@x.example,free\n");

        assertThat(init.config()).doesNotContain("skip:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Users\": [%s]}", "%s", "{\"Users\": [%s, %1$s], \"PaginationToken\": \"x\"}"})
    void attributesInAListOfNamesAndValuesAreRefusedWithTheCommandThatMakesFieldsOfThem(String form)
            throws IOException {
        String user = "{\"Username\": \"u1\", \"Attributes\": [{\"Name\": \"email\", \"Value\": \"a@x.example\"},"
                + " {\"Name\": \"sub\", \"Value\": \"u1\"}], \"Enabled\": true}";
        Path file = Files.writeString(folder.resolve("users.json"), String.format(form, user));
        var typed = new Typed();

        assertThat(typed.run("init", file.toString())).isEqualTo(2);
        assertThat(typed.err())
                .contains("in the field Attributes of each row")
                .contains(" | del(.Attributes) + (.Attributes | map({(.Name): .Value}) | add)' FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.csv", "data.ndjson", "data.json"})
    void severalByteOrderMarksAreNoneOfTheData(String name) throws IOException {
        String rows = name.endsWith(".csv")
                ? "id,email\n1,a@x.example\n2,b@x.example\n"
                : name.endsWith(".ndjson")
                        ? "{\"id\": 1, \"email\": \"a@x.example\"}\n{\"id\": 2, \"email\": \"b@x.example\"}\n"
                        : "[{\"id\": 1, \"email\": \"a@x.example\"}, {\"id\": 2, \"email\": \"b@x.example\"}]";
        for (String marks : new String[] {"\ufeff", "\ufeff\ufeff", "\ufeff\ufeff\ufeff"}) {
            init.send(name, marks + rows);
            assertThat(init.person("1")).containsEntry("email", "\"a@x.example\"");
            assertThat(init.said()).doesNotContain("COLUMN_UNCLEAR");
        }
        init.of(name, "\ufeff\ufeff" + rows, StandardCharsets.UTF_16);
        assertThat(init.sync()).as(init.said()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "1|a@x.example|C:\\\\Users\\\\a,C:\\\\Users\\\\a",
                "1|a@x.example|a\\|b,a|b",
                "1|a@x.example|\\\\\\\\host\\\\a,\\\\\\\\\\\\\\\\host\\\\\\\\a"
            })
    void backslashesOfRedshiftInEachRowAreRead(String row, String note) throws IOException {
        init.of("part_000", row + "\n" + row.replaceFirst("1", "2").replaceFirst("a@", "b@") + "\n");
        assertThat(init.sync()).as(init.config() + init.said()).isZero();

        assertThat(init.person("1").values()).as(init.config()).contains('"' + note + '"');
    }

    @Test
    void theNotesOfASmallReportAreNoRows() throws IOException {
        init.send(
                "report.csv",
                "\"Contact ID\",\"Email\"\n\"0035g01\",\"a@x.example\"\n\n\n\"All contacts\"\n\"Copyright (c) 2000-2026"
                        + " salesforce.com, inc. All rights reserved.\"\n\"Confidential Information - Do Not Distribute\"\n"
                        + "\"Generated By: Ana 15/01/2026 10:20\"\n\"Acme\"\n");

        assertThat(init.people()).isEqualTo(1);
    }

    @Test
    void theFilesOfAMailchimpExportAreReadTogether() throws IOException {
        Path audience = Files.createDirectory(folder.resolve("audience"));
        Files.writeString(audience.resolve("subscribed.csv"), "Email Address,FNAME,LEID\na@x.example,Ana,1\n");
        Files.writeString(
                audience.resolve("unsubscribed.csv"),
                "Email Address,FNAME,UNSUB_TIME,LEID\nb@x.example,Bo,\"2026-01-17 10:20:30\",2\n");
        Files.writeString(
                audience.resolve("cleaned.csv"),
                "Email Address,FNAME,CLEAN_TIME,LEID\nc@x.example,Cy,\"2026-01-17 10:20:30\",3\n");
        Files.writeString(audience.resolve("nonsubscribed.csv"), "Email Address,FNAME,LEID\nd@x.example,Di,4\n");
        init.of(Path.of(audience + "/*.csv"));

        assertThat(init.config()).contains("optional: true # not in all files");
        assertThat(init.check()).as(init.config() + init.said()).isZero();
        assertThat(init.sync()).as(init.said()).isZero();
        assertThat(init.unsubscribed("a@x.example")).isEqualTo("nothing");
        assertThat(init.unsubscribed("d@x.example")).isEqualTo("nothing");
        assertThat(init.unsubscribed("b@x.example")).isEqualTo("true");
        assertThat(init.unsubscribed("c@x.example")).isEqualTo("true");
    }

    @Test
    void whoConfirmedAndHasLeftNoListOfMailchimpIsSubscribed() throws IOException {
        Path audience = Files.createDirectory(folder.resolve("audience"));
        Files.writeString(
                audience.resolve("subscribed.csv"),
                "Email Address,CONFIRM_TIME,LEID\na@x.example,2026-01-15 10:21:00,1\ne@x.example,,5\n");
        Files.writeString(
                audience.resolve("unsubscribed.csv"),
                "Email Address,CONFIRM_TIME,UNSUB_TIME,LEID\nb@x.example,2026-01-15 10:21:00,2026-01-17 10:20:30,2\n");
        Files.writeString(
                audience.resolve("cleaned.csv"),
                "Email Address,CONFIRM_TIME,CLEAN_TIME,LEID\nc@x.example,,2026-01-17 10:20:30,3\n");
        Files.writeString(audience.resolve("nonsubscribed.csv"), "Email Address,CONFIRM_TIME,LEID\nd@x.example,,4\n");
        init.of(Path.of(audience + "/*.csv"));

        assertThat(init.config()).contains("who has no time at all may never have subscribed, and is left alone");
        assertThat(init.check()).as(init.config() + init.said()).isZero();
        assertThat(init.sync()).as(init.said()).isZero();
        assertThat(List.of("a@x.example", "b@x.example", "c@x.example", "d@x.example", "e@x.example"))
                .extracting(init::unsubscribed)
                .containsExactly("false", "true", "true", "nothing", "nothing");
    }
}
