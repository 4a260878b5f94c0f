package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration from {@code init} works unchanged, and creates the people that a careful user would have created. */
class InitTest {
    private static final String CAPS = """
            id,Email,Unsubscribed,Created_At,Phone
            1,ana@x.example,true,2026-01-15T10:20:30Z,+351912345678
            2,bo@x.example,false,2026-02-01T00:00:00Z,+14155550100
            """;
    private static final String DATES = """
            id,E-mail,Accepts Marketing,Joined,Born,Seen,Renewed,Ends,Order no
            1,ana@x.example,yes,15/01/2026,02.03.1990,2026-01-15 10:20:30 UTC,1/15/2026,03/04/2026,1700000000001
            2,bo@x.example,no,01/02/2026,31.12.1969,2026-02-01 00:00:00 UTC,2/1/2026,05/06/2026,1700000000002
            """;

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private String config = "";
    private String out = "";

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void init(String data) throws IOException {
        Files.writeString(folder.resolve("data.csv"), data);
        var typed = new Typed();
        assertThat(typed.run("init", folder + "/data.csv")).as(typed.err()).isZero();
        config = typed.out();
    }

    private int sync(String configuration) throws IOException {
        Files.writeString(folder.resolve("c.yaml"), configuration);
        var typed = new Typed()
                .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
        int exitCode = typed.run(
                "sync",
                folder + "/c.yaml",
                folder + "/data.csv",
                "--endpoint",
                sandbox.endpoint().toString());
        out = typed.out() + typed.err();
        return exitCode;
    }

    private Map<String, String> attributes(String id) {
        return sandbox.person(id).orElseThrow().attributes();
    }

    @Test
    void namesThatAreNearlyCustomerIosOwnBecomeThem() throws IOException {
        init(CAPS);
        assertThat(sync(config)).as(out).isZero();

        assertThat(out).doesNotContain("Problems");
        assertThat(attributes("1"))
                .containsEntry("email", "\"ana@x.example\"")
                .containsEntry("unsubscribed", "true")
                .containsEntry("created_at", "1768472430")
                .containsEntry("phone", "\"+351912345678\"")
                .doesNotContainKeys("Email", "Unsubscribed", "Created_At", "Phone");
    }

    @Test
    void whatOnlyLooksLikeBooleansNumbersOrPhonesStaysText() throws IOException {
        init("""
                id,Country,Total code,Price,Version,Phone,State,Total
                1,NO,0042,"1,299",1.10,912 345 678,subscribed,"1.299,50"
                2,DE,0043,"2,500",1.20,+351912345678,other,"12.5"
                """);

        assertThat(sync(config)).as(out).isZero();
        assertThat(attributes("1"))
                .containsEntry("Country", "\"NO\"")
                .containsEntry("Total code", "\"0042\"")
                .containsEntry("Price", "\"1,299\"")
                .containsEntry("Version", "\"1.10\"")
                .containsEntry("phone", "\"912 345 678\"")
                .containsEntry("State", "\"subscribed\"")
                .containsEntry("Total", "\"1.299,50\"");
    }

    @Test
    void aRunReportsThemWhereTheConfigurationDoesNot() throws IOException {
        Files.writeString(folder.resolve("data.csv"), CAPS);
        assertThat(sync("userId: id\n")).as(out).isZero();

        assertThat(out)
                .contains(
                        "ATTRIBUTE_NAME_NEAR  4 times, warning only",
                        "the attribute Unsubscribed is not the attribute unsubscribed, which Customer.io knows",
                        "EMAIL_NOT_MAPPED  once, warning only",
                        "the attribute Email holds e-mail addresses, and nothing fills the attribute email");
        assertThat(sync("userId: id\nguards: {ATTRIBUTE_NAME_NEAR: off, EMAIL_NOT_MAPPED: off, DATE_AS_TEXT: off}\n"))
                .isZero();
        assertThat(out).doesNotContain("Problems");
        assertThat(sync("userId: id\nguards: {ATTRIBUTE_NAME_NEAR: stop}\n")).isEqualTo(2);
    }

    @Test
    void datesConsentsAndOrderNumbersBecomeWhatTheyAre() throws IOException {
        init(DATES);
        assertThat(sync(config)).as(out).isZero();

        assertThat(attributes("1"))
                .containsEntry("unsubscribed", "false")
                .containsEntry("created_at", "1768435200")
                .containsEntry("Born", "\"1990-03-02\"")
                .containsEntry("Seen", "1768472430")
                .containsEntry("Renewed", "1768435200")
                .containsEntry("Ends", "1775174400")
                .containsEntry("Order no", "\"1700000000001\"");
        assertThat(attributes("2")).containsEntry("unsubscribed", "true").containsEntry("Born", "\"1969-12-31\"");
        assertThat(config)
                .doesNotContain("guards")
                .contains(
                        "pattern: dd/MM/yyyy # day and month cannot be distinguished in these rows: check their order",
                        "pattern: M/d/yyyy\n",
                        "zone: UTC # of dates that name no zone. Write the one that is meant");
    }

    @Test
    void aHeaderAloneMakesAConfiguration() throws IOException {
        init("id,Email,Opted Out?\n");
        assertThat(config).contains("    to: email\n", "    to: unsubscribed\n    as: boolean\n");
        var typed = new Typed();
        assertThat(typed.run("peek", folder + "/data.csv")).isZero();
        assertThat(typed.out()).contains("data.csv: 0 rows, 3 columns");
    }

    @Test
    void phoneNumbersAreNeitherMomentsNorWithoutTheirZeros() throws IOException {
        Files.writeString(
                folder.resolve("data.csv"),
                "id,phone,order_no\n1,+351912345678,1700000000001\n2,+4479111234567,1700000000002\n");
        var typed = new Typed();
        assertThat(typed.run("peek", folder + "/data.csv")).isZero();
        assertThat(typed.out()).doesNotContain("milliseconds", "zeros", "Warnings");
    }

    @Test
    void apostrophesBeforeDigitsGoAndAllOthersStay() throws IOException {
        init("""
                id,Zip,Street,Decade,Name
                '1,'4000-123,Rua d'Ouro 1,'90s,O'Neil
                2,SW1A 1AA,'t Hof 3,80s,d'Arc
                '3,,,,
                """);
        assertThat(sync(config)).as(out).isZero();

        assertThat(attributes("1"))
                .containsEntry("Zip", "\"4000-123\"")
                .containsEntry("Street", "\"Rua d'Ouro 1\"")
                .containsEntry("Name", "\"O'Neil\"");
        assertThat(attributes("2")).containsEntry("Zip", "\"SW1A 1AA\"").containsEntry("Street", "\"'t Hof 3\"");
        assertThat(attributes("3")).isEmpty();
    }

    @Test
    void textsThatAreListsBecomeThem() throws IOException {
        init("""
                id,Tags,Interests,labels,array,json,Address
                1,"vip, b2b",chess;go,"{a,""b c""}","{1,2}","[""x"",""y""]","Main St 1, Boston"
                2,vip,,{},{3},[],"Rua A, Porto"
                """);
        assertThat(sync(config)).as(out).isZero();

        assertThat(attributes("1"))
                .containsEntry("Tags", "[\"vip\",\"b2b\"]")
                .containsEntry("Interests", "[\"chess\",\"go\"]")
                .containsEntry("labels", "[\"a\",\"b c\"]")
                .containsEntry("array", "[\"1\",\"2\"]")
                .containsEntry("json", "[\"x\",\"y\"]")
                .containsEntry("Address", "\"Main St 1, Boston\"");
        assertThat(attributes("2")).containsEntry("Tags", "[\"vip\"]").containsEntry("labels", "[]");
    }

    @Test
    void phoneNumbersTakeTheCountryOfAllRowsAndNoneWhereThereAreSeveral() throws IOException {
        init("id,Phone,Country\n1,912 345 678,Portugal\n2,+351 912 345 679,PT\n3,,Portugal\n");
        assertThat(sync(config)).as(out).isZero();
        assertThat(attributes("1")).containsEntry("phone", "\"+351912345678\"");
        assertThat(attributes("2")).containsEntry("phone", "\"+351912345679\"");

        init("id,Phone,Country\n1,912 345 678,Portugal\n2,415 555 2671,US\n");
        assertThat(config).doesNotContain("as: phone");
    }

    @Test
    void whatOnlySomeRowsWrapIsReadInBothForms() throws IOException {
        init("""
                {"_id": {"$oid": "a1"}, "total": {"$numberLong": "5000000000"}, "at": {"$date": {"$numberLong": "1736936430123"}}}
                {"_id": {"$oid": "a2"}, "total": 12, "at": 1736936430123}
                """);
        assertThat(sync(config)).as(out).isZero();

        assertThat(attributes("a1")).containsEntry("total", "5000000000").containsEntry("at", "1736936430");
        assertThat(attributes("a2")).containsEntry("total", "12").containsEntry("at", "1736936430");
    }

    @Test
    void whatIsKnownOfPeopleMayLieInsideOfAField() throws IOException {
        init("""
                {"id": "51", "properties": {"email": "ana@x.example", "id": "7", "createdate": "2026-01-15T10:20:30Z"}, "archived": false}
                {"id": "52", "properties": {"email": "bo@x.example", "id": "8", "createdate": "2026-02-01T00:00:00Z"}, "archived": false}
                """);
        assertThat(sync(config)).as(out).isZero();

        assertThat(attributes("51"))
                .containsEntry("email", "\"ana@x.example\"")
                .containsEntry("properties.id", "\"7\"")
                .containsEntry("created_at", "1768472430");
    }

    @Test
    void namesThatAreWordsForNullStayNames() throws IOException {
        init("id,First name,Plan\n1,Nan,null\n2,Null,pro\n");
        assertThat(config).contains("nullWords: [\"null\"]");
        init("id,First name,Plan\n1,Nan,free\n2,Null,pro\n");
        assertThat(config).doesNotContain("nullWords");
    }
}
