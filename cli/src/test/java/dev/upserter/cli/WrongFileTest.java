package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that does not belong to the sync is not a success, and no part of it is sent. */
class WrongFileTest {
    private static final String USERS = """
        userId: id
        mappings:
          - {from: email, to: email}
          - {from: firstName, to: first_name}
        """;
    private static final String ORDERS = "order_no,id,total\n1001,7,9.90\n1002,8,19.90\n";

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private String said = "";

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void anotherDelimiterIsNamedWithItsKey() throws IOException {
        config(USERS);
        assertThat(sync("users.tsv", "id,email,firstName\n1,a@x.org,Ana\n")).isEqualTo(2);
        assertThat(said)
                .contains("users.tsv:1:1: 3 fields that the configuration names are not among the columns")
                .contains(". There is only one column, and commas separate names in it. Nothing was sent")
                .contains("-> set source.delimiter to ','");
        config(USERS + "source: {delimiter: ','}\n");
        assertThat(sync("users.tsv", "id,email,firstName\n1,a@x.org,Ana\n"))
                .as(said)
                .isZero();

        config(USERS + "source: {delimiter: ';'}\n");
        assertThat(sync("data.csv", "id\temail\tfirstName\n1\ta@x.org\tAna\n")).isEqualTo(2);
        assertThat(said).contains("tabs separate names in it", "-> set source.delimiter to \"\\t\"");

        config(USERS);
        new Sheets().sheet("People", "id,email,firstName").write(folder.resolve("people.xlsx"));
        assertThat(command("check", "people.xlsx")).isEqualTo(2);
        assertThat(said).contains("COLUMN_MISSING").doesNotContain("source.delimiter");
    }

    @Test
    void theOrdersInPlaceOfTheUsersAreRefused() throws IOException {
        config(USERS);

        assertThat(sync("data.csv", ORDERS)).isEqualTo(2);
        assertThat(said)
                .contains("Refused: nothing was sent", "COLUMN_MISSING  stopped the run")
                .contains("data.csv:1:1: 2 fields that the configuration names are not among the columns: email,"
                        + " firstName. This may be another file");
        assertThat(command("check")).isEqualTo(2);
        assertThat(command("plan")).isEqualTo(2);
        assertThat(command("preview")).isEqualTo(2);
        assertThat(said).contains("email, firstName. This may be another file");
        assertThat(command("sync", "--dry-run")).isEqualTo(2);
        assertNothingSent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,email,first_name|the mapped field firstName is not among the columns. Did you mean first_name?",
                "id,email,FirstName|the mapped field firstName is not among the columns. Did you mean FirstName?",
                "id,email,firstName |the mapped field firstName is not among the columns. Did you mean \"firstName \"?",
                "user_id,email,firstName|the field of userId id is not among the columns",
                "Id,email,firstName|the field of userId id is not among the columns. Did you mean Id?"
            })
    void aColumnThatWasRenamedIsNamedWithTheOneThatWasProbablyMeant(String header, String message) throws IOException {
        config(USERS);

        assertThat(sync(
                        "data.csv",
                        header + (header.endsWith("firstName") && message.contains("\"") ? " " : "")
                                + "\n1,a@x.org,Ana\n"))
                .isEqualTo(2);
        assertThat(said).contains(message);
        assertNothingSent();
    }

    @Test
    void aTypingErrorInARuleOrAFilterIsFoundBeforeTheFirstCall() throws IOException {
        config("userId: id\nfilter: plann == 'pro'\n");
        assertThat(sync("data.csv", "id,plan\n1,pro\n")).isEqualTo(2);
        assertThat(said).contains("the field of filter plann is not among the columns. Did you mean plan?");

        config("userId: id\nmappings: [{template: '{{ frist | strip }}', to: name}]\n");
        assertThat(sync("data.csv", "id,first\n1,Ana\n")).isEqualTo(2);
        assertThat(said).contains("the mapped field frist is not among the columns. Did you mean first?");

        config("userId: id\nmappings: [{from: adress.city, to: city}]\n");
        assertThat(sync("data.csv", "id,address_city\n1,Bern\n")).isEqualTo(2);
        assertThat(said).contains("the mapped field adress.city is not among the columns. Did you mean address_city?");
        assertNothingSent();
    }

    @Test
    void aColumnThatDenyDoesNotReachForATypingErrorDoesNotLeave() throws IOException {
        config("userId: id\ndeny: [pasword, passwd]\n");
        assertThat(sync("data.csv", "id,password,plan\n1,SECRET,pro\n")).isEqualTo(2);
        assertThat(said)
                .contains("the field of deny pasword is not among the columns, and password would leave")
                .doesNotContain("SECRET");
        assertNothingSent();

        config("userId: id\ndeny: [password, passwd, ssn]\n");
        assertThat(sync("data.csv", "id,password,plan\n1,SECRET,pro\n"))
                .as("denied as well")
                .isZero();
        config("userId: id\ndeny: [pasword]\nmappings: [{from: plan, to: plan}]\n");
        assertThat(sync("data.csv", "id,password,plan\n1,SECRET,pro\n"))
                .as("stays behind")
                .isZero();
    }

    @Test
    void aColumnWhoseNameHasADotIsFound() throws IOException {
        config("userId: id\nmappings: [{from: address.city, to: city}]\n");
        assertThat(sync("data.csv", "id,address.city\n1,Bern\n")).isZero();

        assertThat(sync("data.csv", "id,address\n1,Bern\n"))
                .as("a cell holds no object")
                .isEqualTo(2);
    }

    @Test
    void aTabInPlaceOfACommaIsFound() throws IOException {
        config(USERS + "source: {delimiter: ','}\n");

        assertThat(sync("data.csv", "id\temail\tfirstName\n1\ta@x.org\tAna\n")).isEqualTo(2);
        assertThat(said)
                .contains("3 fields that the configuration names are not among the columns: id, email, firstName");
        assertNothingSent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default: x", "when: phone", "optional: true"})
    void aRuleThatAllowsForItStopsNothing(String allowed) throws IOException {
        config("userId: id\nmappings: [{from: phone, to: phone, " + allowed + "}, {from: plan, to: plan}]\n");

        assertThat(sync("data.csv", "id,plan\n1,pro\n")).isZero();
        assertThat(said.contains("COLUMN_MISSING  once, warning only")).isEqualTo(!allowed.startsWith("optional"));
    }

    @Test
    void aVariableThatATemplateDoesWithoutStopsNothing() throws IOException {
        config("userId: id\n"
                + "mappings: [{template: \"{{ nick | default: first }}{% if last %}{{ last }}{% endif %}\", to:"
                + " name}]\n");

        assertThat(sync("data.csv", "id,first\n1,Ana\n")).isZero();
        assertThat(sandbox.person("1").orElseThrow().attributes()).containsEntry("name", "\"Ana\"");
    }

    @Test
    void theLevelsOfAMissingColumnCanBeChosen() throws IOException {
        config(USERS + "guards: {COLUMN_MISSING: warn}\n");
        assertThat(sync("data.csv", ORDERS)).isZero();
        assertThat(said).contains("COLUMN_MISSING  2 times, warning only", "the mapped field email occurs in no row");

        config(USERS + "guards: {COLUMN_MISSING: off}\n");
        assertThat(sync("data.csv", ORDERS)).isZero();
        assertThat(said).doesNotContain("COLUMN_MISSING");

        config(USERS + "guards: {COLUMN_MISSING: stop}\n");
        assertThat(sync("data.json", "[{\"id\": 1, \"email\": \"a@x.org\"}]"))
                .as("a single field of JSON, too")
                .isEqualTo(2);
    }

    @Test
    void eachFileOfAPatternMustHaveTheColumns() throws IOException {
        config(USERS);
        Files.writeString(folder.resolve("a.csv"), "id,email,firstName\n1,a@x.org,Ana\n");
        Files.writeString(folder.resolve("b.csv"), "id,email,first_name\n2,b@x.org,Bo\n");

        assertThat(typed("sync", folder + "/config.yaml", folder + "/*.csv")).isEqualTo(2);
        assertThat(said).contains("b.csv:1:1: the mapped field firstName is not among the columns");
        assertNothingSent();
    }

    @Test
    void jsonWithoutAnyOfTheFieldsIsRefusedAndASingleOneIsAWarning() throws IOException {
        config(USERS);
        assertThat(sync("data.json", "[{\"id\": 1, \"Email\": \"a@x.org\"}, {\"id\": 2, \"total\": 1}]"))
                .isEqualTo(2);
        assertThat(said)
                .contains("none of the mapped fields is in any row: email (did you mean Email?), firstName."
                        + " This may be another file. Nothing was sent");
        assertThat(command("check", "data.json")).isEqualTo(2);
        assertThat(command("preview", "data.json")).isEqualTo(2);
        assertNothingSent();

        assertThat(sync("data.json", "[{\"id\": 1, \"email\": \"a@x.org\"}]")).isZero();
        assertThat(said).contains("COLUMN_MISSING  once, warning only", "the mapped field firstName occurs in no row");
    }

    @Test
    void jsonWithoutAFieldThatMostRowsOfTheLastRunHadIsRefused() throws IOException {
        config(USERS);
        assertThat(sync("data.json", people(3, i -> "\"email\": \"p%s@x.org\", \"firstName\": \"A\"".formatted(i))))
                .isZero();

        assertThat(sync("data.json", people(3, i -> "\"email\": \"p%s@x.org\", \"first_name\": \"A\"".formatted(i))))
                .isEqualTo(2);
        assertThat(said)
                .contains("the mapped field firstName is not in any row, but most rows of the last run that completed"
                        + " had it");
        assertThat(command("check", "data.json")).isEqualTo(2);
        assertThat(command("preview", "data.json")).isEqualTo(2);
    }

    @Test
    void jsonThatSharesOneFieldWarnsOfEachOtherAndStopsWhereTheLastRunHadThem() throws IOException {
        config(USERS + "  - {from: plan, to: plan}\n");
        String orders = people(3, i -> "\"email\": \"p%s@x.org\", \"total\": 9".formatted(i));

        assertThat(sync("orders.json", orders)).isZero();
        assertThat(said)
                .contains(
                        "COLUMN_MISSING  2 times, warning only",
                        "the mapped field firstName occurs in no row",
                        "the mapped field plan occurs in no row");
        assertThat(sync(
                        "users.json",
                        people(
                                3,
                                i -> "\"email\": \"p%s@x.org\", \"firstName\": \"A\", \"plan\": \"pro\"".formatted(i))))
                .isZero();
        assertThat(sync("orders.json", orders)).isEqualTo(2);
        assertThat(said).contains("firstName is not in any row, but most rows of the last run that completed had it");
    }

    @ParameterizedTest
    @CsvSource({"orders.csv, 1", "orders.json, 1", "empty.csv, 0", "users.csv, 0"})
    void thatNoneOfManyOptionalFieldsIsThereIsAWarning(String file, int warnings) throws IOException {
        config("""
            userId: id
            mappings:
              - {from: email, to: email, optional: true}
              - {from: plan, to: plan, optional: true, default: free}
            """);
        Files.writeString(folder.resolve("orders.csv"), ORDERS);
        Files.writeString(folder.resolve("orders.json"), "[{\"id\": 7, \"total\": 9.9}]");
        Files.writeString(folder.resolve("empty.csv"), "id,email\n7,\n");
        Files.writeString(folder.resolve("users.csv"), "id,email\n7,a@x.org\n");

        assertThat(command("sync", file)).isZero();
        assertThat(said.contains("none of the mapped fields is in any row: email, plan. This may be another file"))
                .as(said)
                .isEqualTo(warnings == 1);
        assertThat(said.contains("COLUMN_MISSING")).isEqualTo(warnings == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vip != 'no'", "vip == 'yes' and plan == 'pro'"})
    void theFieldThatARuleTakesUnderAConditionMayBeMissingFromBoth(String when) throws IOException {
        config("userId: id\nmappings: [{from: vip, to: vip, when: \"" + when + "\"}, {from: plan, to: plan}]\n");

        assertThat(sync("data.csv", "id,plan\n1,pro\n")).as(said).isZero();
        assertThat(sync("data.json", "[{\"id\": 1, \"plan\": \"pro\"}]"))
                .as(said)
                .isZero();
        assertThat(said).contains("COLUMN_MISSING  once, warning only");
    }

    @Test
    void aColumnWithoutAValueIsNotTakenForAMistakeInTheName() throws IOException {
        config(USERS);

        assertThat(sync("data.csv", "id,email,firstName\n1,a@x.org,\n")).isZero();
        assertThat(said)
                .contains("the mapped field firstName has a column, but no value in any row", "check the export")
                .doesNotContain("correct the name");
    }

    @Test
    void theOriginalFiveKeysGoThroughAsTheyAlwaysDid() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), """
            {"parallelism": 25, "userId": "email",
             "mappings": [{"from": "firstName", "to": "first_name"}, {"from": "lastName", "to": "last_name"}],
             "siteId": "%s", "apiKey": "%s"}
            """.formatted(sandbox.siteId(), sandbox.apiKey()));

        assertThat(sync("data.json", "[{\"email\": \"ana@x.org\"}, {\"email\": \"bo@x.org\"}]"))
                .isZero();
        assertThat(said).contains("COLUMN_MISSING  2 times, warning only", "ID_AMBIGUOUS  2 times, warning only");
        assertThat(sandbox.people()).hasSize(2);
        assertThat(sync("data.csv", "email,total\nana@x.org,1\n"))
                .as("a header is known")
                .isEqualTo(2);
    }

    @Test
    void aWrongUserIdIsNotTheSameAsOneBadRow() throws IOException {
        config("userId: reference\nmappings: [{from: email, to: email}]\n");
        String rows = "reference,email\n" + lines(1500, i -> ",p" + i + "@x.org");

        assertThat(sync("data.csv", rows)).isEqualTo(3);
        assertThat(said)
                .contains("Stopped", "REJECT_LIMIT  stopped the run")
                .contains("1,000 of the first 1,000 rows are rejected, more than maxRejected (50%)")
                .contains("1,000 read = 1,000 rejected", "ID_MISSING  1,000 times", "rejected rows")
                .doesNotContain("resume where it stopped");
        assertThat(command("check")).isEqualTo(3);
        assertThat(command("preview")).isEqualTo(3);
        assertThat(command("plan")).isEqualTo(3);
        assertThat(sync("data.csv", rows)).as("the same command again").isEqualTo(3);
        assertThat(said).contains("1,000 of the first 1,000 rows are rejected");
        assertNothingSent();

        String corrected = "reference,email\n" + lines(1500, i -> i + ",p" + i + "@x.org");
        assertThat(sync("data.csv", corrected)).as("a corrected file").isZero();
    }

    @Test
    void theNextNightsFileTakesThePlaceOfAWrongOne() throws IOException {
        config("userId: reference\nmappings: [{from: email, to: email}]\n");
        String wrong = "reference,email\n" + lines(20, i -> ",p" + i + "@x.org");
        assertThat(sync("monday.csv", wrong, "--resume")).isEqualTo(3);

        assertThat(sync("tuesday.csv", "reference,email\n7,p7@x.org\n", "--resume"))
                .as(() -> said)
                .isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(1);
        assertThat(sync("tuesday.csv", "reference,email\n7,p7@x.org\n", "--resume"))
                .isZero();
    }

    @Test
    void aRunThatStoppedGoesOnWhereMaxRejectedIsRaised() throws IOException {
        config("userId: reference\n");
        String rows = "reference\n" + lines(10, i -> i < 3 ? "a" + i : " ");
        assertThat(sync("data.csv", rows, "--resume")).isEqualTo(3);
        config("userId: reference\nmaxRejected: 80%\n");
        assertThat(sync("data.csv", rows, "--resume")).isEqualTo(1);
        assertThat(sandbox.peopleCount()).isEqualTo(3);
    }

    @Test
    void aShareOfFewRowsIsThatOfTheWholeSource() throws IOException {
        config("userId: id\n");
        assertThat(sync("data.json", "[{\"id\": 1}, {}]")).as("half of them").isEqualTo(1);
        assertThat(sync("data.json", "[{\"id\": 1}, {}, {}]")).as("more").isEqualTo(3);
        assertThat(said).contains("2 of the 3 rows are rejected, more than maxRejected (50%)");
    }

    @Test
    void whatFilterLeavesOutCountsForNothing() throws IOException {
        config("userId: id\nfilter: plan == 'pro'\n");
        assertThat(sync("data.json", "[{\"id\": 1}, {\"id\": 2}, {\"plan\": \"pro\"}]"))
                .isEqualTo(3);
        assertThat(said).contains("the only row is rejected");
    }

    @Test
    void maxRejectedMayBeAnotherShareOrANumber() throws IOException {
        String rows = "[{\"id\": 1}, {\"id\": 2}, {}, {}, {}]";
        config("userId: id\nmaxRejected: 60%\n");
        assertThat(sync("data.json", rows)).isEqualTo(1);
        config("userId: id\nmaxRejected: 2\nsync: other\n");
        assertThat(sync("data.json", rows)).isEqualTo(3);
        assertThat(said).contains("3 of the first 5 rows are rejected, more than maxRejected (2)");
        config("userId: id\nmaxRejected: 100%\nsync: third\n");
        assertThat(sync("data.json", "[{}, {}]")).isEqualTo(1);
    }

    @Test
    void aShareThatTheLastRunRejectedTooIsNormal() throws IOException {
        config("userId: id\nmaxRejected: 100%\n");
        assertThat(sync("data.json", "[{\"id\": 1}, {}, {}]")).isEqualTo(1);

        config("userId: id\n");
        assertThat(sync("data.json", "[{\"id\": 1}, {\"id\": 2}, {}, {}, {}, {}]"))
                .isEqualTo(1);
        assertThat(sync("data.json", "[{\"id\": 1}, {}, {}, {}]")).isEqualTo(3);
    }

    @Test
    void rowsThatGoWrongLaterStopTheRunBeforeMoreIsSent() throws IOException {
        config("userId: id\n");

        assertThat(sync("data.csv", "id\n" + lines(1200, String::valueOf) + lines(3000, i -> " ")))
                .isEqualTo(3);
        assertThat(said).contains("1,201 of the first 2,401 rows are rejected, more than maxRejected (50%)");
        assertThat(sandbox.peopleCount()).isLessThanOrEqualTo(1200);
    }

    @Test
    void aStreamIsLookedAtBeforeTheFirstCallToo() throws IOException {
        config(USERS);
        var typed = new Typed().stdin(ORDERS);
        assertThat(typed.run("sync", folder + "/config.yaml", "-", "--endpoint", endpoint(), "--state", state()))
                .isEqualTo(2);
        assertThat(typed.err()).contains("COLUMN_MISSING");

        config("userId: id\n");
        String rows = IntStream.range(0, 5000).mapToObj(i -> "{}\n").collect(Collectors.joining());
        typed = new Typed().stdin(rows);
        assertThat(typed.run("sync", folder + "/config.yaml", "-", "--endpoint", endpoint(), "--state", state()))
                .isEqualTo(3);
        assertThat(typed.out()).contains("1,000 of the first 1,000 rows are rejected");
        assertNothingSent();
    }

    @Test
    void retryIsNotHeldBack() throws IOException {
        config("userId: id\n");
        assertThat(sync("data.json", "[{\"id\": 1}, {\"id\": 2}, {}]")).isEqualTo(1);
        String run = said.lines()
                .filter(line -> line.contains("retry"))
                .map(line -> line.replaceAll(".*retry (\\S+).*", "$1"))
                .findFirst()
                .orElseThrow();

        assertThat(typed("retry", run)).isEqualTo(1);
        assertThat(said).contains("1 read = 1 rejected");
    }

    @Test
    void addressesAsIdsAreRefusedUnlessTheyAreMeant() throws IOException {
        String rows = "email,plan\n" + lines(20, i -> "p" + i + "@x.org,pro");
        config("userId: email\nmappings: [{from: plan, to: plan}]\n");

        assertThat(sync("data.csv", rows)).isEqualTo(2);
        assertThat(said)
                .contains(
                        "ID_AMBIGUOUS  stopped the run",
                        "the user ids are e-mail addresses (20 of 20), but identifyBy does not say so. Nothing was"
                                + " sent",
                        "write identifyBy: email");
        assertThat(command("check")).isEqualTo(2);
        assertThat(command("preview")).isEqualTo(2);
        assertNothingSent();

        config("userId: email\nidentifyBy: id\nmappings: [{from: plan, to: plan}]\n");
        assertThat(sync("data.csv", rows)).isZero();
        config("userId: email\nmappings: [{from: plan, to: plan}]\n");
        assertThat(sync("data.csv", rows)).as("such ids were sent before").isZero();
    }

    @Test
    void aStateThatHoldsAddressesLetsThemPass() throws IOException {
        String rows = "email,plan\n" + lines(20, i -> "p" + i + "@x.org,pro");
        config("userId: email\nincremental: true\nidentifyBy: id\n");
        assertThat(sync("data.csv", rows)).isZero();
        Files.delete(folder.resolve("state/syncs/config/completed.json"));

        config("userId: email\nincremental: true\n");
        assertThat(sync("data.csv", rows.replace("pro", "free"))).isZero();
    }

    @Test
    void theLevelOfAddressesAsIdsCanBeChosen() throws IOException {
        config("userId: email\nguards: {ID_AMBIGUOUS: warn}\n");
        assertThat(sync("data.csv", "email\na@x.org\nb@x.org\n")).isZero();
        assertThat(said).contains("ID_AMBIGUOUS  2 times, warning only");
    }

    @Test
    void moreChangesThanAllowedAreNotSent() throws IOException {
        String monday = "id,plan\n" + lines(10, i -> i + ",basic");
        String tuesday = monday.replace("basic", "pro");
        config("userId: id\nincremental: true\nmaxChanged: 50%\n");
        assertThat(sync("data.csv", monday)).isZero();

        assertThat(sync("data.csv", tuesday)).isEqualTo(2);
        assertThat(said)
                .contains(
                        "CHANGE_LIMIT  stopped the run",
                        "the run would change 10 of the 10 people known, more than maxChanged (50%). Nothing was sent");
        assertThat(command("plan")).isEqualTo(2);
        assertThat(sync("data.csv", monday.replace("1,basic", "1,pro"))).isZero();
        assertThat(sync("data.csv", tuesday, "--full")).isZero();
        assertThat(sandbox.person("3").orElseThrow().attributes()).containsEntry("plan", "\"pro\"");
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String people(int count, IntFunction<String> fields) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\": " + i + ", " + fields.apply(i) + "}")
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    private void config(String yaml) throws IOException {
        Files.writeString(
                folder.resolve("config.yaml"),
                yaml + "siteId: " + sandbox.siteId() + "\napiKey: " + sandbox.apiKey() + "\n");
    }

    private int sync(String file, String rows, String... options) throws IOException {
        Files.writeString(folder.resolve(file), rows);
        return typed(Stream.concat(Stream.of("sync", folder + "/config.yaml", folder + "/" + file), Stream.of(options))
                .toArray(String[]::new));
    }

    /** Uses the file that was written last, unless another is named. */
    private int command(String name, String... rest) {
        String file = rest.length > 0 && !rest[0].startsWith("--") ? rest[0] : "data.csv";
        List<String> options =
                Stream.of(rest).filter(option -> option.startsWith("--")).toList();
        return typed(Stream.concat(Stream.of(name, folder + "/config.yaml", folder + "/" + file), options.stream())
                .toArray(String[]::new));
    }

    private int typed(String... arguments) {
        var typed = new Typed().with(java.util.Map.of("UPSERTER_STATE", state()));
        String[] all = arguments[0].equals("preview")
                ? arguments
                : Stream.concat(Stream.of(arguments), Stream.of("--endpoint", endpoint()))
                        .toArray(String[]::new);
        int exitCode = typed.run(all);
        said = typed.out() + typed.err();
        return exitCode;
    }

    private String endpoint() {
        return sandbox.endpoint().toString();
    }

    private String state() {
        return folder.resolve("state").toString();
    }

    private void assertNothingSent() {
        assertThat(sandbox.peopleCount()).isZero();
    }
}
