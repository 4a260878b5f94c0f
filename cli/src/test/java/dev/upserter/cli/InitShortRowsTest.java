package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code init} fills rows that lack cells at their end, but lets other lines be rejected instead of making people of them. */
final class InitShortRowsTest extends InitFixture {
    private static String people(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(n -> n + ",a" + n + "@x.example,pro\n")
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>\n<body>\n<h1>504 Gateway Time-out</h1>\n</body>\n</html>\n",
                "<p>Sorry, the server is down</p>\n<p>Sorry, please wait</p>\n<hr>,\n",
                "PHP Fatal error: memory exhausted, tried 20480 bytes\nin /srv/export.php\non line 12\n",
                "Region: South\nRegion: North\nRegion: East\n",
                "a21@x.example,pro\na22@x.example,pro\na23@x.example,free\n",
                "21,Ana\n22,Bo\n23,Cy\n"
            })
    void linesThatAreNoRowsAreRejected(String lines) throws IOException {
        for (String data : new String[] {people(1, 12) + lines, people(1, 6) + lines + people(7, 12)}) {
            init.of("people.csv", "id,email,plan\n" + data);

            assertThat(init.config()).doesNotContain("shortRows");
            assertThat(init.check()).as(init.said()).isEqualTo(1);
            assertThat(init.sync()).as(init.said()).isEqualTo(1);
            assertThat(init.people()).isEqualTo(12);
        }
    }

    @Test
    void anErrorPageAtTheEndOfALongFileIsNotFilled() throws IOException {
        String people = IntStream.rangeClosed(1, 4000)
                .mapToObj(n -> n + ",a" + n + "@x.example" + (n % 2 == 0 ? ",pro" : "") + "\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(
                folder.resolve("page.csv"),
                "id,email,plan\n" + people + "<html>\n<h1>504 Gateway Time-out</h1>\n</html>\n");
        var typed = new Typed();
        assertThat(typed.run("init", file.toString())).isEqualTo(2);
        assertThat(typed.err()).contains("2,003 of the 4,003 rows cannot be read");

        init.of("people.csv", "id,email,plan\n" + people);
        assertThat(init.config()).contains("shortRows: fill");
        assertThat(init.check()).as(init.said()).isZero();
    }

    @Test
    void anEmptyPartIsNamedAsEmpty() throws IOException {
        Files.writeString(folder.resolve("p1"), "");
        Path part = Files.writeString(folder.resolve("p2"), "1,a1@x.example\n2,a2@x.example\n");
        init.of(part);
        assertThat(init.config()).contains("columns:");

        var typed = new Typed();
        assertThat(typed.run("check", folder + "/c.yaml", folder + "/p*")).isEqualTo(2);
        assertThat(typed.out() + typed.err()).contains("/p1", "the file is empty: it has no row, and no header");
    }

    @Test
    void rowsThatLackCellsAtTheirEndAreFilled() throws IOException {
        init.of("people.csv", "id,email,plan\n" + people(1, 6) + "7,a7@x.example\n8,a8@x.example\n");

        assertThat(init.config()).contains("shortRows: fill");
        assertThat(init.sync()).as(init.said()).isZero();
        assertThat(init.people()).isEqualTo(8);
    }

    /** It is no title of a section, which a filter leaves out each night. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Exported data exceeded the allowed volume. Some data may have been omitted.",
                "ERROR 2013 (HY000): Lost connection to MySQL server during query"
            })
    void aNoteInPlaceOfARowIsNamedAndRejected(String note) throws IOException {
        init.of("people.csv", "id,email,plan\n" + people(1, 12) + "\"" + note + "\",,\n");

        assertThat(init.warned()).contains("line 14 is a note or an error of the program that wrote the data");
        assertThat(init.config()).doesNotContain("filter:", "footer:");
        assertThat(init.sync()).as(init.said()).isEqualTo(1);
        assertThat(init.people()).isEqualTo(12);
    }
}
