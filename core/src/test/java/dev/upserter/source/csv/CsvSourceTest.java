package dev.upserter.source.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.DataFile;
import dev.upserter.source.Dialect;
import dev.upserter.source.Dialect.Escape;
import dev.upserter.source.EmptyCells;
import dev.upserter.source.Format;
import dev.upserter.source.Pieces;
import dev.upserter.source.ShownRows;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvSourceTest {
    @Test
    void everyValueIsATextExactlyAsItIsWritten() {
        assertThat(ShownRows.readAs("a.csv", "id,name,n\n007, Ana ,1.10\n8,\"B, \"\"C\"\"\",1e3\n"))
                .containsExactly(
                        "a.csv:2:1 id=TEXT \"007\"|name=TEXT \" Ana \"|n=TEXT \"1.10\"",
                        "a.csv:3:1 id=TEXT \"8\"|name=TEXT \"B, \\\"C\\\"\"|n=TEXT \"1e3\"");
    }

    @Test
    void lineBreaksMayStandInQuotedCellsAndLinesAreCounted() {
        assertThat(ShownRows.readAs("a.csv", "id,t\r\n1,\"a\r\nb\"\r\n2,\"c\rd\n\"\r\n3,x"))
                .containsExactly(
                        "a.csv:2:1 id=TEXT \"1\"|t=TEXT \"a\\r\\nb\"",
                        "a.csv:4:1 id=TEXT \"2\"|t=TEXT \"c\\rd\\n\"",
                        "a.csv:7:1 id=TEXT \"3\"|t=TEXT \"x\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesMayEndInEachOfThreeWaysAndBlankOnesAreNoRows(String end) {
        String csv = String.join(end, "id,t", "1,a", "", "", "2,b", "");
        assertThat(ShownRows.readAs("a.csv", csv))
                .containsExactly("a.csv:2:1 id=TEXT \"1\"|t=TEXT \"a\"", "a.csv:5:1 id=TEXT \"2\"|t=TEXT \"b\"");
    }

    @Test
    void linesThatShowNothingAreNoHeader() {
        for (String blank : new String[] {"\n\n \n", "\r\n\r\n \r\n", ",,\n,,\n", "\t\t\n"}) {
            assertThatThrownBy(() -> open(blank).hasNext())
                    .hasMessage("a.csv: the file holds blank lines alone: not even a header");
        }
    }

    @Test
    void rowsThatAQuotationMarkMadeOneCellAreReported() {
        String told = " QUOTES_UNCLEAR the quotation mark that opens cell 2 in line 3 closes in line ";
        assertThat(ShownRows.readAs("a.csv", "id,note,no\n1,ok,x\n2,\"since May,x\n3,ok,x\n4,6\",x\n5,ok,x\n"))
                .containsExactly(
                        "a.csv:2:1 id=TEXT \"1\"|note=TEXT \"ok\"|no=TEXT \"x\"",
                        "a.csv:3:1" + told + "5, and these 3 lines have 3 cells each, as rows have: they may be rows"
                                + " that became one cell",
                        "a.csv:6:1 id=TEXT \"5\"|note=TEXT \"ok\"|no=TEXT \"x\"");
        assertThat(ShownRows.readAs("a.tsv", "id\tnote\tno\n1\t\"a\"\tb\n2\t\"c\td\n3\te\"\tf\n"))
                .element(1)
                .asString()
                .startsWith("a.tsv:3:1" + told + "4,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7,\"x,y\n12,z\",w\n",
                "a-7,\"x,y\nb-12,z\",w\n",
                "a@x.example,\"x,y\nbo@x.example,z\",w\n",
                "0b5e1c9e-58f0-4a5b-8d1e-2f0a1b3c4d5e,\"x,y\n98765432-1234-4a5b-8d1e-2f0a1b3c4d5e,z\",w\n",
                "ana,\"x,y\nbo,z,2\ncy,z,3\ndee,u\",v\n",
                "ana,\"2026-01-02,y\nbo,2026-01-03\",w\n"
            })
    void twoRowsThatBecameOneCellStartAlike(String row) {
        assertThat(ShownRows.readAs("a.csv", "id,note,no\n" + row))
                .singleElement()
                .asString()
                .startsWith("a.csv:2:1 QUOTES_UNCLEAR ");
    }

    /** The mark opens the last cell of a row and closes at the end of the next, or opens the first cell and closes in the first of the next. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,a@x.example,\"A\n2,b@x.example,B\"\n",
                "ana,a@x.example,\"A\nbo,b@x.example,B\"\n",
                "1,Ana,\"A\n2,Bo,B\"\n",
                "U0036,Ana,\"A\r\nU0037,Bo,B\"\n",
                "36,Ana,\"\n\n37,Bo,B\"\n",
                "\"1,a@x.example,A\n2\",b@x.example,B\n",
                "7,2026-01-02,\"A\n12,2026-01-03,B\"\n"
            })
    void oneRowThatBecamePartOfTheLastCellIsReported(String row) {
        assertThat(ShownRows.readAs("a.csv", "id,note,no\n" + row))
                .singleElement()
                .asString()
                .startsWith("a.csv:2:1 QUOTES_UNCLEAR ");
    }

    @Test
    void oneRowOfTwoColumnsThatBecamePartOfTheLastCellIsReported() {
        assertThat(ShownRows.readAs("a.csv", "id,n\n1,\"a@x.example\n2,b@x.example\"\n3,\"Ana\n4,Bo\"\n"))
                .allMatch(row -> row.contains("QUOTES_UNCLEAR"))
                .hasSize(2);
        assertThat(ShownRows.readAs("a.csv", "id,n\n2,\"bought\n3,5 kg\"\n8,\"Bern\n3000,Bern\"\n"))
                .noneMatch(row -> row.contains("QUOTES_UNCLEAR"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,\"Dear Ana,\nthanks, from us\nBo\",x\n",
                "1,\"Street 5\n8000,Bern,CH\nEurope\",x\n",
                "1,\"one, two\nthree, four, five\nsix, seven\",x\n",
                "1,x,\"one\n8000,Bern,CH\"\n",
                "1,\"call back,then mail\nno answer,try again\",x\n",
                "ana,\"call back,then mail\nno answer,try again\",x\n",
                "1,\"x,y\nann,z\",w\n",
                "1,a@x.example,\"one\n3000,Bern,CH\"\n",
                "1,x,\"one\n20,2026-01-02,CH\"\n"
            })
    void aNoteOfSeveralLinesStaysOneCell(String row) {
        assertThat(ShownRows.readAs("a.csv", "id,note,no\n" + row))
                .singleElement()
                .asString()
                .startsWith("a.csv:2:1 id=");
    }

    @Test
    void aByteOrderMarkBeforeALaterRowIsNoPartOfIt() {
        assertThat(ShownRows.readAs("a.csv", "id,n\n1,2\n\uFEFF3,4\n\uFEFF\"5\",6\n\uFEFFid,n\n"))
                .containsExactly(
                        "a.csv:2:1 id=TEXT \"1\"|n=TEXT \"2\"",
                        "a.csv:3:1 id=TEXT \"3\"|n=TEXT \"4\"",
                        "a.csv:4:1 id=TEXT \"5\"|n=TEXT \"6\"",
                        "a.csv:5:1 HEADER_REPEATED the line repeats the names of the columns: it is no row but the"
                                + " header of a file that was joined");
    }

    @Test
    void aLineOfZeroBytesIsCalledSo() {
        assertThat(ShownRows.readAs("a.csv", "id,n\n1,2\n\0\0\0\n3,4\n\0"))
                .containsExactly(
                        "a.csv:2:1 id=TEXT \"1\"|n=TEXT \"2\"",
                        "a.csv:3:1 RECORD_UNREADABLE the line holds zero bytes alone, as a full disk or a broken copy"
                                + " leaves them",
                        "a.csv:4:1 id=TEXT \"3\"|n=TEXT \"4\"",
                        "a.csv:5:1 RECORD_UNREADABLE the line holds zero bytes alone, as a full disk or a broken copy"
                                + " leaves them");
    }

    @Test
    void aLastRowWithoutALineEndMayBeCutOff() {
        assertThat(ShownRows.readAs("a.csv", "id,n,m\n1,2,3\n2,3"))
                .containsExactly(
                        "a.csv:2:1 id=TEXT \"1\"|n=TEXT \"2\"|m=TEXT \"3\"",
                        "a.csv:3:1 COLUMN_COUNT the row has 2 cells, the header 3. The file may have been cut off here");
    }

    @Test
    void aQuotationMarkInsideAPlainCellIsOne() {
        assertThat(ShownRows.readAs("a.csv", "id,size\n1,5\" pipe\n"))
                .containsExactly("a.csv:2:1 id=TEXT \"1\"|size=TEXT \"5\\\" pipe\"");
    }

    @Test
    void anEmptyCellSaysNothingUnlessTheConfigurationWantsIt() {
        String csv = "id,a,b\n1,,\"\"\n";
        assertThat(ShownRows.readAs("a.csv", csv)).containsExactly("a.csv:2:1 id=TEXT \"1\"");
        assertThat(ShownRows.readAs("a.csv", config(EmptyCells.QUOTED), utf8(csv)))
                .containsExactly("a.csv:2:1 id=TEXT \"1\"|b=TEXT \"\"");
        assertThat(ShownRows.readAs("a.csv", config(EmptyCells.NULL), utf8(csv)))
                .containsExactly("a.csv:2:1 id=TEXT \"1\"|a=NULL null|b=NULL null");
    }

    @Test
    void theRecordIsJsonOfTheCellsThatSaySomething() {
        Source source = open("id,\"a \"\"b\"\"\",c\n1,\"x\ty\\\",\n,,\n");
        assertThat(source.next().json().json()).isEqualTo("{\"id\":\"1\",\"a \\\"b\\\"\":\"x\\ty\\\\\"}");
        assertThat(source.next().json().json()).isEqualTo("{}");
    }

    @Test
    void aRowWithMoreOrFewerCellsThanTheHeaderSpoilsOnlyItself() {
        assertThat(ShownRows.readAs("a.csv", "id,a,b\n1,x\n2,x,y\n3,x,y,z\n4\n5,\"x\ny\"\n6,x,y\n"))
                .containsExactly(
                        "a.csv:2:1 COLUMN_COUNT the row has 2 cells, the header 3",
                        "a.csv:3:1 id=TEXT \"2\"|a=TEXT \"x\"|b=TEXT \"y\"",
                        "a.csv:4:1 COLUMN_COUNT the row has 4 cells, the header 3",
                        "a.csv:5:1 COLUMN_COUNT the row has 1 cell, the header 3",
                        "a.csv:6:1 COLUMN_COUNT the row has 2 cells, the header 3. The row extends to line 7",
                        "a.csv:8:1 id=TEXT \"6\"|a=TEXT \"x\"|b=TEXT \"y\"");
    }

    @Test
    void somethingAfterAClosingQuoteRejectsTheRowUpToTheEndOfThatLine() {
        assertThat(ShownRows.readAs("a.csv", "id,a\n1,\"x\n2,y\n3,\"z\",\"\n4,w\n"))
                .containsExactly(
                        "a.csv:2:1 RECORD_UNREADABLE there is text after the closing quotation mark of cell 2."
                                + " The row extends to line 4",
                        "a.csv:5:1 id=TEXT \"4\"|a=TEXT \"w\"");
    }

    @Test
    void aSpoiltRowIsShownUnchanged() {
        Source source = open("id,a\n1,\"x\",\"y\"\n");
        assertThat(source.next().json().text()).isEqualTo("1,\"x\",\"y\"");
    }

    @Test
    void anUnclosedQuoteIsReportedWithItsPlace() {
        Source source = open("id,a,b\n1,x,y\n2,\u00e4,\"x\n3,x,y\n4,x,y\n");
        assertThat(source.next().line()).isEqualTo(2);
        assertThatThrownBy(source::hasNext)
                .hasMessage("a.csv:3:5: the quotation mark that opens here is never closed,"
                        + " so that all after it is one cell");
        assertThat(source.hasNext()).isFalse();
    }

    @Test
    void aMarkThatIsNeverClosedDoesNotFillTheMemory() {
        Source source = Sources.open(new DataFile.Streamed(
                Pieces.of(1_000_000, i -> i == 0 ? "id,a\n1,\"" : "x".repeat(1000) + "\n"), "a.csv"));
        assertThatThrownBy(source::hasNext).hasMessageStartingWith("a.csv:2:3: the quotation mark");
    }

    @ParameterizedTest
    @EnumSource(Escape.class)
    void aQuotedCellThatIsLargerThanARowMayBeIsNotCalledUnclosed(Escape escape) {
        byte[] large = utf8("id,a\n1,\"" + "x".repeat(17 << 20) + "\"\n2,y\n");
        var config = SourceConfig.DEFAULT.withDialect(
                Dialect.PLAIN.but().escape(escape).build());
        assertThatThrownBy(() -> ShownRows.readAs("a.csv", config, large))
                .hasMessage(
                        "a.csv:2:3: the quotation mark that opens here is not closed within 16 MiB, and no row is as"
                                + " large");
    }

    @Test
    void aCellWithoutEndDoesNotFillTheMemory() {
        Source source = Sources.open(new DataFile.Streamed(
                Pieces.of(1_000_000, i -> i == 0 ? "id,a\n1," : "x".repeat(1000)), "a.csv"));
        assertThatThrownBy(source::hasNext)
                .hasMessage("a.csv:2:1: one record is larger than 16 MiB. No row is as large (record 1)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', quoteCharacter = '^', textBlock = """
        id,email    @ ,
        id;email    @ ;
        id|email    @ |
        id;a,b      @ ;
        "a,b";id    @ ;
        """)
    void theDelimiterIsDetectedFromTheContent(String header, String delimiter) {
        String row = "1" + delimiter + "2";
        Source source = open(header + "\n" + row + "\n" + row + "\n");
        SourceRecord record = source.next();
        assertThat(record.defect()).isEmpty();
        assertThat(record.shape().size()).isEqualTo(2);
    }

    @Test
    void tabsSeparateInFilesNamedSoAndWhereTheContentSaysSo() {
        assertThat(ShownRows.readAs("a.tsv", "id\tt\n1\ta,b\n"))
                .containsExactly("a.tsv:2:1 id=TEXT \"1\"|t=TEXT \"a,b\"");
        assertThat(ShownRows.readAs("a.txt", "id\tt\n1\ta,b\n"))
                .containsExactly("a.txt:2:1 id=TEXT \"1\"|t=TEXT \"a,b\"");
    }

    @Test
    void theConfigurationMayNameTheDelimiter() {
        var config = new SourceConfig(null, Format.CSV, '^', null, EmptyCells.SKIP);
        assertThat(ShownRows.readAs("data", config, utf8("id^t\n1^a,b\n")))
                .containsExactly("data:2:1 id=TEXT \"1\"|t=TEXT \"a,b\"");
    }

    @Test
    void aFirstLineThatNamesTheDelimiterIsNoHeader() {
        assertThat(ShownRows.readAs("a.csv", "sep=;\r\nid;a,b\r\n1;2\r\n"))
                .containsExactly("a.csv:3:1 id=TEXT \"1\"|a,b=TEXT \"2\"");
    }

    @Test
    void oneColumnNeedsNoDelimiter() {
        assertThat(ShownRows.readAs("a.csv", "id\n1\n2\n"))
                .containsExactly("a.csv:2:1 id=TEXT \"1\"", "a.csv:3:1 id=TEXT \"2\"");
    }

    @Test
    void columnsOfOneNameAreLeftOut() {
        Source source = open("id,a,\"a\",b\n1,2,3,4\n");
        assertThat(ShownRows.show(source.next())).isEqualTo("a.csv:2:1 id=TEXT \"1\"|b=TEXT \"4\"");
        assertThat(source.headers()).singleElement().satisfies(header -> {
            assertThat(header.names()).containsExactly("id", "b");
            assertThat(header.repeated()).containsExactly("a");
        });
        assertThat(source.warnings())
                .extracting(Problem::message)
                .containsExactly("the columns 2, 3 have the same name, \"a\". They are left out");
    }

    @Test
    void oddNamesAreReported() {
        Source source = open("id,Name,name, plan,\n1,a,b,c,d\n");
        assertThat(ShownRows.show(source.next()))
                .isEqualTo("a.csv:2:1 id=TEXT \"1\"|Name=TEXT \"a\"|name=TEXT \"b\"| plan=TEXT \"c\"");
        assertThat(source.warnings())
                .extracting(Problem::message)
                .containsExactly(
                        "the names of the columns 2 and 3, \"Name\" and \"name\", differ only in letter case or blanks",
                        "the name of column 4 has blanks around it. A mapping must name it with them: \" plan\"",
                        "column 5 has no name. It is left out");
    }

    @Test
    void withoutAnyNameThereIsNoHeader() {
        assertThatThrownBy(() -> open(" , \n1,2\n").hasNext())
                .hasMessage("a.csv:1:1: the first line must hold the names of the columns, but it is blank");
        assertThatThrownBy(() -> open("").hasNext()).hasMessage("a.csv: the file is empty: not even a header");
        assertThat(open("id,a\n").hasNext()).isFalse();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() {
        assertThat(ShownRows.readAs("a.csv", "\ufeffid,a\n1,2\n"))
                .containsExactly("a.csv:2:1 id=TEXT \"1\"|a=TEXT \"2\"");
        assertThat(ShownRows.readAs(
                        "a.csv", SourceConfig.DEFAULT, "\ufeffid\ta\n1\tä😀\n".getBytes(StandardCharsets.UTF_16LE)))
                .containsExactly("a.csv:2:1 id=TEXT \"1\"|a=TEXT \"ä😀\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "iso-8859-15", "utf-16le", "utf-16be", "utf-16", "utf-8"})
    void anotherEncodingIsReadWhereTheConfigurationNamesIt(String encoding) {
        Charset charset = Charset.forName(encoding);
        var config = new SourceConfig(null, null, null, charset, EmptyCells.SKIP);
        String csv = "id,náme\n1,\"ö€\"\n".repeat(1) + "2,ß\n".repeat(30_000);
        var rows = ShownRows.readAs("a.csv", config, csv.getBytes(charset));
        assertThat(rows).hasSize(30_001).startsWith("a.csv:2:1 id=TEXT \"1\"|náme=TEXT \"ö€\"");
        assertThat(rows.getLast()).isEqualTo("a.csv:30002:1 id=TEXT \"2\"|náme=TEXT \"ß\"");
    }

    @Test
    void aByteThatTheEncodingDoesNotHaveSpoilsOnlyItsRow() {
        byte[] csv = "id,a\n1,\u0001x\n2,y\n".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < csv.length; i++) {
            csv[i] = csv[i] == 1 ? (byte) 0x81 : csv[i];
        }
        assertThat(ShownRows.readAs("a.csv", SourceConfig.DEFAULT, csv))
                .containsExactly(
                        "a.csv:2:1 INPUT_ENCODING the row holds a byte that is not UTF-8 (0x81, 2 bytes into the row)",
                        "a.csv:3:1 id=TEXT \"2\"|a=TEXT \"y\"");
        var config = new SourceConfig(null, null, null, Charset.forName("windows-1252"), EmptyCells.SKIP);
        assertThat(ShownRows.readAs("a.csv", config, csv))
                .containsExactly(
                        "a.csv:2:1 INPUT_ENCODING the row holds a byte that is not windows-1252",
                        "a.csv:3:1 id=TEXT \"2\"|a=TEXT \"y\"");
    }

    @Test
    void aHeaderInAnotherEncodingStops() {
        byte[] latin = "id,n\u00e4me\n1,x\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> ShownRows.readAs("a.csv", SourceConfig.DEFAULT, latin))
                .hasMessage("a.csv:1:1: the header holds a byte that is not UTF-8 (0xE4, 4 bytes into the row)");
        byte[] wide = "id,name\n1,x\n".getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> ShownRows.readAs("a.csv", SourceConfig.DEFAULT, wide))
                .hasMessage("a.csv:1:1: the file holds zero bytes: it is no text, or its encoding is another one");
    }

    @Test
    void theBytesReadAreThoseUpToTheRow() {
        Source source = open("id,a\n1,2\n\n3,4\n");
        source.next();
        assertThat(source.bytesRead()).isEqualTo(9);
        source.next();
        assertThat(source.hasNext()).isFalse();
        assertThat(source.bytesRead()).isEqualTo(14);
    }

    private static SourceConfig config(EmptyCells emptyCells) {
        return new SourceConfig(null, null, null, null, emptyCells);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Source open(String csv) {
        return Sources.open(new DataFile.Streamed(new ByteArrayInputStream(utf8(csv)), "a.csv"));
    }

    @Test
    void theHeaderOfAJoinedFileIsNoRow() {
        assertThat(ShownRows.readAs("a.csv", "id,name\n1,a\nid,name\n2,b\n\uFEFFid,name\n3,c\n\uFEFF\"id\",\"name\"\n"))
                .containsExactly(
                        "a.csv:2:1 id=TEXT \"1\"|name=TEXT \"a\"",
                        "a.csv:3:1 HEADER_REPEATED the line repeats the names of the columns: it is no row but the"
                                + " header of a file that was joined",
                        "a.csv:4:1 id=TEXT \"2\"|name=TEXT \"b\"",
                        "a.csv:5:1 HEADER_REPEATED the line repeats the names of the columns: it is no row but the"
                                + " header of a file that was joined",
                        "a.csv:6:1 id=TEXT \"3\"|name=TEXT \"c\"",
                        "a.csv:7:1 HEADER_REPEATED the line repeats the names of the columns: it is no row but the"
                                + " header of a file that was joined");
        assertThat(ShownRows.readAs("a.tsv", "id\n1\nid\n"))
                .hasSize(2)
                .last()
                .asString()
                .contains("HEADER_REPEATED");
    }

    @Test
    void aRowThatNamesSomeColumnsIsARow() {
        for (String row :
                new String[] {"id,x", "name,name", "id,id", "x,name", "idx,name", "id.,name", ",name", "id"}) {
            assertThat(ShownRows.readAs("a.csv", "id,name\n" + row + "\n"))
                    .as(row)
                    .singleElement()
                    .asString()
                    .startsWith("a.csv:2:1 ")
                    .doesNotContain("HEADER");
        }
    }

    @Test
    void aJoinedHeaderIsKnownInAnotherSpelling() {
        String header = "user_id,\"First \"\"Name\"\"\",e-mail,\n";
        for (String again : new String[] {
            "USER_ID,\"FIRST \"\"NAME\"\"\",E-Mail,\n",
            " User ID ,first \"name\",e mail\t,\n",
            "\uFEFFUser-Id,\"First \"\"Name\"\"\"\n"
        }) {
            assertThat(ShownRows.readAs("a.csv", header + "1,a,b,\n" + again + "2,b,c,\n"))
                    .as(again)
                    .hasSize(3)
                    .element(1)
                    .asString()
                    .startsWith("a.csv:3:1 HEADER_REPEATED");
        }
    }

    @Test
    void aJoinedHeaderOfOtherColumnsStops() {
        for (String other : new String[] {"id,name,plan,price", "name,id,plan,price", "ID,Name,Plan,Amount,City"}) {
            assertThatThrownBy(() ->
                            ShownRows.readAs("a.csv", "id,name,plan,amount\n1,a,pro,3\n" + other + "\n2,b,pro,4\n"))
                    .as(other)
                    .hasMessage(
                            "a.csv:3:1: the line holds the names of the columns among others, as the header of another"
                                    + " file does, so the rows below it would be read under wrong names");
        }
        assertThat(ShownRows.readAs("a.csv", "id,name,plan,amount\nname,id,x,y\nplan,name,x,y\n"))
                .hasSize(2);
    }

    @Test
    void aRowWithAnAddressIsNoHeaderOfAnotherFile() {
        assertThat(ShownRows.readAs(
                        "a.csv",
                        "first_name,last_name,email\nFirst Name,Last Name,a@example.com\nAna,Li,b@example.com\n"))
                .hasSize(2)
                .noneMatch(row -> row.contains("HEADER"));
    }

    @Test
    void aJoinedHeaderOfAnotherOrderStops() {
        assertThatThrownBy(() -> ShownRows.readAs("a.csv", "id,name\n1,a\nname,id\nb,2\n"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("a.csv:3:1: the line holds the names of the columns in another order, so the rows below it"
                        + " would be read under wrong names");
    }
}
