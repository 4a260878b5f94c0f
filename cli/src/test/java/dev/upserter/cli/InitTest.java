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

/** What {@code init} writes is sent as it stands, and makes the people that a careful person would have made. */
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
    void whatOnlyLooksLikeTruthsNumbersOrPhonesStaysText() throws IOException {
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
                        "pattern: dd/MM/yyyy # day and month cannot be told apart in these rows: check their order",
                        "pattern: M/d/yyyy\n",
                        "zone: UTC # of dates that name no zone; write the one that is meant");
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
}
