package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which people are created from identifiers that are not valid, or that a spreadsheet has changed. */
class IdentifiersTest {
    private static final String NOBODY = """
            id,email
            null,p0@x.example
            NULL,p1@x.example
            None,p2@x.example
            undefined,p3@x.example
            #N/A,p4@x.example
            -,p5@x.example
            -1,p6@x.example
            unknown,p7@x.example
            (not set),p8@x.example
            [object Object],p9@x.example
            #REF!,p10@x.example
            \\N,p11@x.example
            true,p12@x.example
            00000000-0000-0000-0000-000000000000,p13@x.example
            {},p14@x.example
            \"""\""",p15@x.example
            guest,p16@x.example
            """;
    private static final String DAMAGED = """
            id,email
            1001.0,a@x.example
            "=""001""\",b@x.example
            '6543,c@x.example
             12 ,d@x.example
            1.23457E+11,e@x.example
            """;

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private String out = "";

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private int sync(String configuration, String data) throws IOException {
        Files.writeString(folder.resolve("c.yaml"), configuration);
        Files.writeString(folder.resolve("data.csv"), data);
        var typed = new Typed()
                .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
        var arguments = new ArrayList<>(List.of("sync", folder + "/c.yaml", folder + "/data.csv"));
        arguments.addAll(List.of("--endpoint", sandbox.endpoint().toString()));
        int exitCode = typed.run(arguments.toArray(String[]::new));
        out = typed.out() + typed.err();
        return exitCode;
    }

    private List<String> people(String... ids) {
        return List.of(ids).stream()
                .filter(id -> sandbox.person(id).isPresent())
                .toList();
    }

    @Test
    void aWordForNobodyNeverCreatesAPerson() throws IOException {
        int exitCode = sync("userId: id\nmaxRejected: 100%\nmappings: [{from: email, to: email}]\n", NOBODY);

        assertThat(exitCode).as(out).isEqualTo(1);
        assertThat(sandbox.peopleCount()).isZero();
        assertThat(out).contains("ID_MALFORMED  17 times, row rejected", "is a word or a sign that names no person");
    }

    @Test
    void theyAreSentOnRequest() throws IOException {
        int exitCode = sync("userId: id\nguards: {ID_MALFORMED: warn}\nmappings: [{from: email, to: email}]\n", NOBODY);

        assertThat(exitCode).as(out).isZero();
        assertThat(people("null", "-", "guest")).hasSize(3);
    }

    @Test
    void anIdentifierMayBeMadeByARule() throws IOException {
        String rule =
                "userId: {template: \"shop-{{ id | strip | downcase }}\"}\nmappings: [{from: email, to: email}]\n";
        assertThat(sync(rule, "id,email\n A1 ,a@x.example\n,b@x.example\nB2,c@x.example\n"))
                .as(out)
                .isEqualTo(1);
        assertThat(people("shop-a1", "shop-b2")).hasSize(2);
        assertThat(sandbox.peopleCount()).isEqualTo(2);
        assertThat(out).contains("TEMPLATE_FAILED  once, row rejected");

        var preview = new Typed();
        assertThat(preview.run("preview", folder + "/c.yaml", folder + "/data.csv", "--key", "shop-b2"))
                .isZero();
        assertThat(preview.out()).contains("c@x.example").doesNotContain("a@x.example");
        assertThat(sync("userId: {template: \"{{ nobody }}\"}\n", "id,email\n1,a@x.example\n"))
                .isEqualTo(2);
        assertThat(out).contains("COLUMN_MISSING", "the field of userId nobody is not among the columns");
        assertThat(sync("userId: {from: id, as: integer}\n", "id,n\n1001.0,1\nx,2\n"))
                .isEqualTo(1);
        assertThat(people("1001")).hasSize(1);
        assertThat(out).contains("the user id cannot be made a whole number: it is a text that says something else");
    }

    @Test
    void damagedIdentifiersAreReportedAndRepairedOnlyIfThatIsAskedFor() throws IOException {
        assertThat(sync("userId: id\nmappings: [{from: email, to: email}]\n", DAMAGED))
                .as(out)
                .isZero();
        assertThat(out).contains("ID_DAMAGED  5 times, warning only");
        assertThat(people("1001.0", "=\"001\"", "'6543", " 12 ", "1.23457E+11")).hasSize(5);

        assertThat(sync("userId: id\nguards: {ID_DAMAGED: fix}\nmappings: [{from: email, to: email}]\n", DAMAGED))
                .as(out)
                .isZero();
        assertThat(out).contains("ID_DAMAGED  4 times, repaired", "ID_DAMAGED  once, warning only");
        assertThat(people("1001", "001", "6543", "12")).hasSize(4);
    }
}
