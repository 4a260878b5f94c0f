package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewTest {
    private static final String CONFIG = """
            userId: id
            filter: status != 'gone'
            unmapped: keep
            maxRejected: 100%
            deny: [password]
            mappings:
              - {template: "{{ first | strip }} {{ last | strip }}", to: name}
              - {from: seats, to: seats, as: integer}
              - {from: since, to: since, as: unix}
              - {from: bio, to: bio, maxBytes: 8}
            """;
    private static final String ROWS = """
            {"id": 1, "first": " Ana", "last": "Oliveira", "seats": "12", "since": "2024-03-31", "bio": "Olá a todos", "password": "p"}
            {"id": 2, "first": "Bo", "last": "", "seats": "many"}
            {"id": 3, "status": "gone"}
            {"first": "Cy", "last": "X"}
            {"id": 5, "last": "X"}
            broken
            {"id": 7, "first": "Di", "last": "Y", "email": "di@", "unsubscribed": null}
            {"id": "1", "first": "Eve", "last": "\\u001b[31mZ", "zip": null}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("c.yaml"), CONFIG);
        Files.writeString(folder.resolve("rows.ndjson"), ROWS);
    }

    @Test
    void eachRowIsShownBeforeAndAfterWithEachGuardsVerdict() {
        Golden.assertSame("preview.txt", preview(0));
    }

    @Test
    void machinesGetOneObjectForEachRow() {
        Golden.assertSame("preview.ndjson", preview(0, "--json"));
    }

    @Test
    void onlyTheFirstRowsAreShownAndOfAKeyAllOfIts() {
        assertThat(preview(0, "-n", "2")).contains("Row 1 ", "Row 2 ").doesNotContain("Row 3 ");
        assertThat(preview(0, "--key", "1")).contains("Row 1 ", "Row 8 ").doesNotContain("Row 2 ", "Row 7 ");
        assertThat(preview(0, "--key", "3")).contains("would be left out").doesNotContain("Row 1 ");
        assertThat(preview(0, "--key", "1", "--limit", "1")).contains("Row 1 ").doesNotContain("Row 8 ");
    }

    @Test
    void aKeyThatNoRowHasIsAMistakeThatIsNotRepeated() {
        var typed = new Typed();
        assertThat(typed.run("preview", folder + "/c.yaml", folder + "/rows.ndjson", "--key", "SECRET"))
                .isEqualTo(2);
        assertThat(typed.err())
                .contains("no row has the user id that --key names")
                .doesNotContain("SECRET");
        assertThat(typed.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "10001", "x"})
    void howManyRowsAreShownHasBounds(String number) {
        assertThat(preview(2, "-n", number)).isEmpty();
    }

    @Test
    void dataWithoutRowsShowNone() throws IOException {
        Files.writeString(folder.resolve("rows.ndjson"), "");
        var typed = new Typed();
        assertThat(typed.run("preview", folder + "/c.yaml", folder + "/rows.ndjson"))
                .as(typed.err())
                .isZero();
        assertThat(typed.out()).isEqualTo("there are no rows\n");
    }

    private String preview(int code, String... options) {
        var arguments = new ArrayList<>(List.of("preview", folder + "/c.yaml", folder + "/rows.ndjson"));
        arguments.addAll(List.of(options));
        var typed = new Typed();
        assertThat(typed.run(arguments.toArray(String[]::new))).as(typed.err()).isEqualTo(code);
        return typed.out().replace(folder + "/", "").stripTrailing();
    }
}
