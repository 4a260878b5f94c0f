package dev.upserter.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.record.SourceRecord;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CSV in other dialects than the plain one. */
final class DialectTest {
    private static final Dialect.Builder MYSQL = Dialect.PLAIN
            .but()
            .columns(List.of("id", "email", "at", "n", "note"))
            .escape(Dialect.Escape.BACKSLASH)
            .quote(null);

    private static List<String> read(Dialect.Builder dialect, String text) {
        return read("a.csv", dialect, text);
    }

    private static List<String> read(String name, Dialect.Builder dialect, String text) {
        return ShownRows.readAs(
                name, SourceConfig.DEFAULT.withDialect(dialect.build()), text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void namedColumnsTakeThePlaceOfAHeader() {
        assertThat(read(Dialect.PLAIN.but().columns(List.of("id", "", "b")), "1,x,2\n3,y,4\n"))
                .containsExactly("a.csv:1:1 id=TEXT \"1\"|b=TEXT \"2\"", "a.csv:2:1 id=TEXT \"3\"|b=TEXT \"4\"");
        assertThat(read(Dialect.PLAIN.but().columns(List.of("id", "b")), "")).isEmpty();
        assertThat(read(Dialect.PLAIN.but().columns(List.of("id", "b")), "1,2,3\n"))
                .containsExactly("a.csv:1:1 COLUMN_COUNT the row has 3 cells, source.columns 2");
        assertThat(read(Dialect.PLAIN.but().columns(List.of("id", "b")), "id,b\n1,2\n"))
                .first()
                .asString()
                .contains("HEADER_REPEATED");
    }

    /** What init names by place is read by place; another export may have the columns elsewhere. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "id,email,email_opt_out,sms_opt_out,''|id,email,sms_opt_out,email_opt_out",
                "id,email,Email opt out,SMS opt out,Notes,Notes 2|id,email,SMS opt out,Email opt out,Notes,Notes",
                "id,email,plan,''|id,email,added,plan",
                "'',id,email,plan|email,id,plan",
                "id,email|Email,ID",
                "id,a b,c|id,C,A_B"
            })
    void aSkippedHeaderInAnotherOrderIsRefused(String columns, String header) {
        Dialect.Builder dialect = Dialect.PLAIN.but().columns(columns(columns)).skip(2);
        assertThatThrownBy(() -> read(dialect, "Report, of today\n" + header + "\n1,2,3,4,5,6\n"))
                .hasMessageContaining("has the names of source.columns in another order");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "id,email,email_opt_out,sms_opt_out,''|id,email,email_opt_out,sms_opt_out",
                "id,email,Notes,Notes 2|id,email,Notes,Notes",
                "id,email,Notes 2,Notes|id,email,Notes,Notes",
                "'',id,email,plan|id,email,plan",
                "id,email,plan|a,b,c",
                "id,email,plan|plan,1,2",
                "id,b,c,d,e,f|c,b",
                "id,email,note|id,email,remark"
            })
    void aSkippedLineThatIsNoSuchHeaderIsNot(String columns, String line) {
        assertThat(read(Dialect.PLAIN.but().columns(columns(columns)).skip(1), line + "\n"))
                .isEmpty();
    }

    private static List<String> columns(String names) {
        return Stream.of(names.split(",", -1))
                .map(name -> name.replace("''", ""))
                .toList();
    }

    @Test
    void eachPartMakesADialectOtherThanThePlainOne() {
        assertThat(Dialect.PLAIN.isPlain()).isTrue();
        Stream.of(
                        MYSQL,
                        Dialect.PLAIN.but().columns(List.of("id")),
                        Dialect.PLAIN.but().nullWords(List.of("-")),
                        Dialect.PLAIN.but().escape(Dialect.Escape.BACKSLASH),
                        Dialect.PLAIN.but().quote('\''),
                        Dialect.PLAIN.but().skip(1),
                        Dialect.PLAIN.but().comment("#"),
                        Dialect.PLAIN.but().footerLines(1),
                        Dialect.PLAIN.but().footer("Total"),
                        Dialect.PLAIN.but().shortRows(Dialect.ShortRows.FILL),
                        Dialect.PLAIN.but().blankRows(Dialect.BlankRows.KEEP),
                        Dialect.PLAIN.but().rows(new RowsPath("data")))
                .map(Dialect.Builder::build)
                .forEach(dialect -> {
                    assertThat(dialect.isPlain()).as(dialect.toString()).isFalse();
                    assertThat(dialect).isNotEqualTo(Dialect.PLAIN);
                });
        assertThat(Dialect.class.getRecordComponents()).hasSize(11); // those above
    }

    @Test
    void mysqlOutfile() {
        assertThat(read("a.txt", MYSQL, """
            1\ta@x.example\t2026-01-15 10:20:30\t\\N\tshe said \\"hi\\"
            2\tb@x.example\t\t1\tline\\
            break
            3\tc\t\t\\\\N\t"
            """))
                .containsExactly(
                        "a.txt:1:1 id=TEXT \"1\"|email=TEXT \"a@x.example\"|at=TEXT \"2026-01-15 10:20:30\"|n=NULL"
                                + " null|note=TEXT \"she said \\\"hi\\\"\"",
                        "a.txt:2:1 id=TEXT \"2\"|email=TEXT \"b@x.example\"|n=TEXT \"1\"|note=TEXT \"line\\nbreak\"",
                        "a.txt:4:1 id=TEXT \"3\"|email=TEXT \"c\"|n=TEXT \"\\\\N\"|note=TEXT \"\\\"\"");
    }

    @Test
    void postgresqlText() {
        assertThat(read(
                        "a.tsv",
                        Dialect.PLAIN
                                .but()
                                .columns(List.of("id", "a", "b"))
                                .escape(Dialect.Escape.BACKSLASH)
                                .quote(null)
                                .footer("\\."),
                        "1\tline\\nbreak\\tTab\t\\N\n2\tC:\\\\dir\tb\n\\.\n"))
                .containsExactly(
                        "a.tsv:1:1 id=TEXT \"1\"|a=TEXT \"line\\nbreak\\tTab\"|b=NULL null",
                        "a.tsv:2:1 id=TEXT \"2\"|a=TEXT \"C:\\\\dir\"|b=TEXT \"b\"",
                        "a.tsv:3:1 left out");
    }

    @Test
    void backslashesInQuotedCells() {
        Dialect.Builder dialect = Dialect.PLAIN.but().escape(Dialect.Escape.BACKSLASH);
        assertThat(read(dialect, "id,a\n1,\"said \\\"hi\\\", \"\"so\"\"\n2\"\n3,\"\\N\"\n4,x\\,y\n5,\"a\"b\n"))
                .containsExactly(
                        "a.csv:2:1 id=TEXT \"1\"|a=TEXT \"said \\\"hi\\\", \\\"so\\\"\\n2\"",
                        "a.csv:4:1 id=TEXT \"3\"|a=TEXT \"N\"",
                        "a.csv:5:1 id=TEXT \"4\"|a=TEXT \"x,y\"",
                        "a.csv:6:1 RECORD_UNREADABLE there is text after the closing quotation mark of cell 2");
        assertThatThrownBy(() -> read(dialect, "id,a\n1,\"x\\\"\n")).hasMessageContaining("never closed");
    }

    @Test
    void twoMarksInACellThatIsNotQuotedAreTwo() {
        assertThat(read(Dialect.PLAIN.but().escape(Dialect.Escape.BACKSLASH), "id,a\n1,5\"\" x\n2,5\"\" \\, x\n"))
                .containsExactly(
                        "a.csv:2:1 id=TEXT \"1\"|a=TEXT \"5\\\"\\\" x\"",
                        "a.csv:3:1 id=TEXT \"2\"|a=TEXT \"5\\\"\\\" , x\"");
    }

    @Test
    void aHeaderWithMarksInItsNamesIsKnownAgain() {
        assertThat(read(Dialect.PLAIN.but(), "id,\"a \"\"b\"\"\"\n1,2\nid,\"a \"\"b\"\"\"\n3,4\n"))
                .element(1)
                .asString()
                .startsWith("a.csv:3:1 HEADER_REPEATED");
        assertThat(read(Dialect.PLAIN.but().escape(Dialect.Escape.BACKSLASH), "id,a\\,b\n1,2\nid,\"a,b\"\n"))
                .last()
                .asString()
                .startsWith("a.csv:3:1 HEADER_REPEATED");
    }

    @Test
    void theCellsThatAShortRowLacksSayWhatEmptyCellsSay() {
        SourceConfig config = new SourceConfig(null, null, null, null, EmptyCells.NULL)
                .withDialect(
                        Dialect.PLAIN.but().shortRows(Dialect.ShortRows.FILL).build());
        assertThat(ShownRows.readAs("a.csv", config, "id,a,b\n1,\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("a.csv:2:1 id=TEXT \"1\"|a=NULL null|b=NULL null");
    }

    @Test
    void noQuotesOrOthers() {
        assertThat(read(Dialect.PLAIN.but().quote(null), "id,a\n1,\"x\n2,5\" pipe\n"))
                .containsExactly(
                        "a.csv:2:1 id=TEXT \"1\"|a=TEXT \"\\\"x\"", "a.csv:3:1 id=TEXT \"2\"|a=TEXT \"5\\\" pipe\"");
        assertThat(read(Dialect.PLAIN.but().quote('\''), "id,a\n1,'O''Neil, x'\n2,\"\n"))
                .containsExactly(
                        "a.csv:2:1 id=TEXT \"1\"|a=TEXT \"O'Neil, x\"", "a.csv:3:1 id=TEXT \"2\"|a=TEXT \"\\\"\"");
    }

    @Test
    void preambleCommentsAndFooter() {
        Dialect.Builder dialect = Dialect.PLAIN.but().skip(3).comment("#").footerLines(2);
        assertThat(read(dialect, "Export, \"of\nto,day\n\n# x\nid,a\n1,2\n# \"part 1\n3,4\n#\nTotal,2\n(2 rows)\n\n"))
                .containsExactly(
                        "a.csv:6:1 id=TEXT \"1\"|a=TEXT \"2\"",
                        "a.csv:8:1 id=TEXT \"3\"|a=TEXT \"4\"",
                        "a.csv:10:1 left out",
                        "a.csv:11:1 left out");
    }

    @Test
    void aFooterThatLooksLikeARowIsDistinguishedFromOneThatDoesNot() {
        Dialect.Builder one = Dialect.PLAIN.but().footerLines(1);
        assertThat(read(one, "id,a\n1,2\n3,4")).last().isEqualTo("a.csv:3:1 left out, like a row");
        assertThat(read(one, "id,a\r\n1,2\r\n\"3\",\"x y\"\r\n")).last().isEqualTo("a.csv:3:1 left out, like a row");
        assertThat(read(one, "id\n1\n2\n")).last().isEqualTo("a.csv:3:1 left out, like a row");
        assertThat(read(one, "id,a\n3,4\n")).containsExactly("a.csv:2:1 left out, like a row");
        assertThat(read(one, "id,a\n1,2\n3,\"Bo, Jr\"\n")).last().isEqualTo("a.csv:3:1 left out, like a row");
        assertThat(read(Dialect.PLAIN.but().quote('|').footerLines(1), "id,a\n1,2\n3,|Bo, Jr|\n"))
                .last()
                .isEqualTo("a.csv:3:1 left out, like a row");
        assertThat(read(one, "id,a\n1,2\n\"Total, net\",4,\n")).last().isEqualTo("a.csv:3:1 left out");
        for (String footer : List.of("3,", "Total,4", "\"Grand total:\",4", "3,4,5", "(3 rows)", "---,---", "\"open")) {
            assertThat(read(one, "id,a\n1,2\n" + footer + "\n\n")).last().isEqualTo("a.csv:3:1 left out");
        }
        assertThat(read(one, "id\n1\n(1 row)\n")).last().isEqualTo("a.csv:3:1 left out");
        assertThat(read(Dialect.PLAIN.but().columns(List.of("id", "a")).footerLines(2), "1,2\n3,4\n,\n"))
                .containsExactly(
                        "a.csv:1:1 id=TEXT \"1\"|a=TEXT \"2\"", "a.csv:2:1 left out, like a row", "a.csv:3:1 left out");
        assertThat(read(Dialect.PLAIN.but().footer("End"), "id,a\n1,2\nEnd,x\n\n3,4\n"))
                .containsExactly(
                        "a.csv:2:1 id=TEXT \"1\"|a=TEXT \"2\"", "a.csv:3:1 left out", "a.csv:5:1 left out, like a row");
    }

    @Test
    void aLineSkippedAtTheStartIsNotARowWhereItOccursAgain() {
        String file = "Report,\n\nid,a\n1,2\n";
        assertThat(read(Dialect.PLAIN.but().skip(2), file + file))
                .containsExactly(
                        "a.csv:4:1 id=TEXT \"1\"|a=TEXT \"2\"",
                        "a.csv:5:1 HEADER_REPEATED the line repeats one that source.skip leaves out at the start: it"
                                + " is no row but the start of a file that was joined",
                        "a.csv:7:1 HEADER_REPEATED the line repeats the names of the columns: it is no row but the"
                                + " header of a file that was joined",
                        "a.csv:8:1 id=TEXT \"1\"|a=TEXT \"2\"");
    }

    @Test
    void aFooterThatIsNamedMustBeThereAtTheEnd() {
        Dialect.Builder dialect = Dialect.PLAIN.but().footer("Total");
        assertThat(read(dialect, "id,a\n1,2\nTotal: 1\nof all\n"))
                .containsExactly("a.csv:2:1 id=TEXT \"1\"|a=TEXT \"2\"", "a.csv:3:1 left out", "a.csv:4:1 left out");
        assertThatThrownBy(() -> read(dialect, "id,a\n1,2\n"))
                .hasMessage("a.csv: the file ends without a line that starts as source.footer says, so it may have been"
                        + " cut off");
        assertThatThrownBy(() -> read(dialect, "id,a\nTotal,2\n" + "1,2\n".repeat(20_000)))
                .hasMessageStartingWith("a.csv:2:1: the line starts as source.footer says, but more than 64 kB follow");
    }

    @Test
    void wordsForNullInAnyLetterCase() {
        Dialect.Builder dialect = Dialect.PLAIN.but().nullWords(List.of("n/a", "NULL", "\\N"));
        assertThat(read(dialect, "id,a\n1,N/A\n2,\" null \"\n3,\\n\n4,nullify\n5,\u00a0NULL\n6,\n"))
                .containsExactly(
                        "a.csv:2:1 id=TEXT \"1\"|a=NULL null",
                        "a.csv:3:1 id=TEXT \"2\"|a=NULL null",
                        "a.csv:4:1 id=TEXT \"3\"|a=NULL null",
                        "a.csv:5:1 id=TEXT \"4\"|a=TEXT \"nullify\"",
                        "a.csv:6:1 id=TEXT \"5\"|a=NULL null",
                        "a.csv:7:1 id=TEXT \"6\"");
    }

    @Test
    void shortRowsAreFilledExceptWhereTheyMayBeCutOff() {
        Dialect.Builder dialect = Dialect.PLAIN.but().shortRows(Dialect.ShortRows.FILL);
        assertThat(read(dialect, "id,a,b\n1,2\n3\n1,2,3,4\n5,6"))
                .containsExactly(
                        "a.csv:2:1 id=TEXT \"1\"|a=TEXT \"2\"",
                        "a.csv:3:1 id=TEXT \"3\"",
                        "a.csv:4:1 COLUMN_COUNT the row has 4 cells, the header 3",
                        "a.csv:5:1 COLUMN_COUNT the row has 2 cells, the header 3. The file may have been cut off here");
    }

    @Test
    void rowsWithNothingInThemAreLeftOut() {
        String text = "id,a\n,\n1,2\n\"\",\"\"\n,,,,\n";
        Source source = Sources.open(
                new DataFile.Streamed(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "a.csv"),
                SourceConfig.DEFAULT);
        assertThat(List.of(blank(source), blank(source), blank(source), blank(source)))
                .containsExactly(true, false, true, true);
        assertThat(read(Dialect.PLAIN.but().blankRows(Dialect.BlankRows.KEEP), text))
                .last()
                .asString()
                .contains("COLUMN_COUNT");
    }

    private static boolean blank(Source source) {
        SourceRecord record = source.next();
        assertThat(record.defect()).isEmpty();
        return record.isBlank();
    }
}
