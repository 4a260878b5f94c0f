package dev.upserter.source.sheet;

import static dev.upserter.source.Sheets.row;
import static dev.upserter.source.Sheets.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.Dialect;
import dev.upserter.source.EmptyCells;
import dev.upserter.source.Format;
import dev.upserter.source.RowsPath;
import dev.upserter.source.Sheets;
import dev.upserter.source.ShownRows;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.open.Sources;
import dev.upserter.source.stream.FileEnd;
import dev.upserter.workbook.CellForm;
import dev.upserter.workbook.WorkbookConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Excel workbooks as programs write them, and damaged ones. */
final class WorkbookSourceTest {
    private static final String IDS = texts(1, "id", "v");

    @TempDir
    private Path folder;

    private Path file(Sheets sheets) throws IOException {
        return sheets.write(folder.resolve("people.xlsx"));
    }

    private static List<String> read(Path file, SourceConfig config) {
        String name = Objects.requireNonNull(file.getFileName()).toString();
        return ShownRows.drain(Sources.open(new DataFile.OnDisk(file, name), config));
    }

    private static List<String> read(Path file) {
        return read(file, SourceConfig.DEFAULT);
    }

    private List<String> rows(String rows) throws IOException {
        return read(file(Sheets.of(rows)));
    }

    private static SourceConfig sheet(String name) {
        return SourceConfig.DEFAULT.with(new WorkbookConfig(name, 1, CellForm.EXACT));
    }

    private static SourceConfig sheet(int number) {
        return SourceConfig.DEFAULT.with(new WorkbookConfig(null, number, CellForm.EXACT));
    }

    private Path resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream("/workbooks/" + name))) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    @Test
    void anyNumberOfEscapedCharactersIsRead() throws IOException {
        String many = texts(2, "1", "&amp;&lt;&#233;".repeat(80_000));
        assertThat(rows(IDS + many)).singleElement().asString().endsWith("&<é\"");

        var rows = new StringBuilder(IDS);
        for (int i = 2; i <= 60_000; i++) {
            rows.append(texts(i, Integer.toString(i), "R&amp;D &gt;"));
        }
        assertThat(rows(rows.toString())).hasSize(59_999).last().asString().endsWith("v=TEXT \"R&D >\"");
    }

    @Test
    void aFileOfOpenpyxlIsReadCellByCell() throws IOException {
        assertThat(read(resource("openpyxl.xlsx")))
                .containsExactly(
                        "openpyxl.xlsx/People row 2 id=INTEGER 1001|email=TEXT \"ana@example.com\"|plan=TEXT \"Pro\""
                                + "|score=DECIMAL 0.3|active=TRUE true|born=TEXT \"1990-02-28\""
                                + "|seen=TEXT \"2026-01-31T10:20:30.5\"|alarm=TEXT \"07:30:00\""
                                + "|note=TEXT \"two\\nlines  é 😀\"|share=DECIMAL 0.15",
                        "openpyxl.xlsx/People row 3 id=INTEGER 1002|email=TEXT \"bo@example.com\""
                                + "|score=DECIMAL 1E+21|active=FALSE false|born=TEXT \"1900-03-01\""
                                + "|seen=TEXT \"2026-01-31T00:00:00\"|alarm=TEXT \"27:05:00\"|note=TEXT \"\\r raw\""
                                + "|share=TEXT \"#N/A\"",
                        "openpyxl.xlsx/People row 5 RECORD_UNREADABLE cell C5 holds a formula whose value was never"
                                + " calculated");
        assertThat(read(resource("openpyxl.xlsx"), sheet("secret")))
                .containsExactly("openpyxl.xlsx/Secret row 2 id=INTEGER 1|k=INTEGER 2");
    }

    @Test
    void aFileOfXlsxWriterWithMergedHiddenRichAndCalculatedCellsIsRead() throws IOException {
        assertThat(read(resource("xlsxwriter.xlsx")))
                .containsExactly(
                        "xlsxwriter.xlsx/Leute row 2 id=INTEGER 1|email=TEXT \"a@b.co\"|Größe=DECIMAL 1.1"
                                + "|link=TEXT \"rich bold text\"",
                        "xlsxwriter.xlsx/Leute row 3 id=INTEGER 2|email=TEXT \"c@d.co\""
                                + "|Größe=TEXT \"2026-05-06T07:08:00\"|link=INTEGER 2",
                        "xlsxwriter.xlsx/Leute row 4 id=INTEGER 3|email=TEXT \"xy\"");
    }

    @Test
    void aFileOfTheJdkAloneWithFewAttributesAndForeignPrefixesIsRead() throws IOException {
        String rows = "<x:row xmlns:x=\"u\"><x:c t=\"str\"><x:v>id</x:v></x:c></x:row><row><c><v>7</v></c></row>";
        assertThat(rows(rows)).containsExactly("people.xlsx/People row 2 id=INTEGER 7");
    }

    @Test
    void numbersAreTheShortestTextOfWhatIsStored() throws IOException {
        String numbers = "";
        List<String> stored = List.of(
                "1001",
                "1001.0",
                "1.1000000000000001",
                "0.30000000000000004",
                "1E3",
                "1.5E-7",
                "-0",
                "12345678901234567890",
                "1.2345678901234568E+19",
                "1.234567890123456E15",
                "9.007199254740993E15",
                "-1E+16",
                "1234567890123456789.0",
                "1E+300",
                "-2.50");
        for (int i = 0; i < stored.size(); i++) {
            numbers += row(i + 2, "<c r=\"A" + (i + 2) + "\"><v>" + stored.get(i) + "</v></c>");
        }
        assertThat(rows(texts(1, "v") + numbers).stream().map(row -> row.substring(row.indexOf('=') + 1)))
                .containsExactly(
                        "INTEGER 1001",
                        "INTEGER 1001",
                        "DECIMAL 1.1",
                        "DECIMAL 0.30000000000000004",
                        "INTEGER 1000",
                        "DECIMAL 0.00000015",
                        "INTEGER 0",
                        "INTEGER 12345678901234567890",
                        "DECIMAL 1.2345678901234567E+19",
                        "INTEGER 1234567890123456",
                        "DECIMAL 9.007199254740992E+15",
                        "DECIMAL -1E+16",
                        "INTEGER 1234567890123456789",
                        "DECIMAL 1E+300",
                        "DECIMAL -2.5");
        assertThat(rows(texts(1, "v") + row(2, "<c><v>1_0</v></c>")))
                .containsExactly("people.xlsx/People row 2 RECORD_UNREADABLE cell A2 holds no number");
    }

    private List<String> dates(Sheets sheets) throws IOException {
        return read(file(sheets)).stream()
                .map(row -> row.replaceFirst("people.xlsx/People row \\d+ ", ""))
                .toList();
    }

    private static String dated(int... styles) {
        var rows = new StringBuilder(texts(1, "v"));
        String[] serials = {"0", "0.5", "1", "59", "60", "61", "46053.430908564812", "2958465", "2958466", "-1"};
        for (int i = 0; i < serials.length; i++) {
            rows.append(row(i + 2, "<c s=\"" + styles[0] + "\"><v>" + serials[i] + "</v></c>"));
        }
        return rows.toString();
    }

    @Test
    void datesAreThoseThatExcelShowsInEitherSystem() throws IOException {
        String none = "RECORD_UNREADABLE cell A%s has the format of a date, but its number is no date";
        Sheets sheets = Sheets.of(dated(1)).styles("", "<xf numFmtId=\"14\"/>");
        assertThat(dates(sheets))
                .containsExactly(
                        none.formatted(2),
                        none.formatted(3),
                        "v=TEXT \"1900-01-01\"",
                        "v=TEXT \"1900-02-28\"",
                        none.formatted(6),
                        "v=TEXT \"1900-03-01\"",
                        "v=TEXT \"2026-01-31T10:20:30.5\"",
                        "v=TEXT \"9999-12-31\"",
                        none.formatted(10),
                        none.formatted(11));
        assertThat(dates(sheets.from1904()))
                .startsWith("v=TEXT \"1904-01-01\"", "v=TEXT \"1904-01-01T12:00:00\"", "v=TEXT \"1904-01-02\"");
    }

    @Test
    void timesKeepADateThatTheyHideAndDurationsPassTheDay() throws IOException {
        Sheets times = Sheets.of(texts(1, "t", "d", "dt", "own")
                        + row(
                                2,
                                "<c s=\"1\"><v>0.3125</v></c><c s=\"2\"><v>1.25</v></c><c s=\"3\"><v>46053</v></c>"
                                        + "<c s=\"4\"><v>46053</v></c>")
                        + row(3, "<c s=\"1\"><v>46053.25</v></c>"))
                .styles(
                        "<numFmt numFmtId=\"170\" formatCode=\"[$-407]d\\.\\ mmm\\ yyyy;@\"/>",
                        "<xf numFmtId=\"20\"/><xf numFmtId=\"46\"/><xf numFmtId=\"22\"/><xf numFmtId=\"170\"/>");
        assertThat(dates(times))
                .containsExactly(
                        "t=TEXT \"07:30:00\"|d=TEXT \"30:00:00\"|dt=TEXT \"2026-01-31T00:00:00\"|own=TEXT"
                                + " \"2026-01-31\"",
                        "t=TEXT \"2026-01-31T06:00:00\"");
    }

    @Test
    void aDateWrittenAsTextABooleanAndAnErrorAreWhatTheySay() throws IOException {
        assertThat(rows(texts(1, "d", "b", "e", "f")
                        + row(
                                2,
                                "<c t=\"d\"><v>2026-01-31</v></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#REF!</v></c>"
                                        + "<c t=\"str\"><f>A2</f><v></v></c>")))
                .containsExactly("people.xlsx/People row 2 d=TEXT \"2026-01-31\"|b=TRUE true|e=TEXT \"#REF!\"");
    }

    @Test
    void sharedTextsLeaveOutHowTheyAreSpoken() throws IOException {
        Sheets sheets = Sheets.of(row(1, "<c t=\"s\"><v>0</v></c>") + row(2, "<c t=\"s\"><v>1</v></c>"))
                .shared("<si><t>id</t></si><si><r><t xml:space=\"preserve\">東京 </t></r><rPh sb=\"0\""
                        + " eb=\"2\"><t>トウキョウ</t></rPh><r><t>_x0041__x005F_x0042_</t></r></si>");
        assertThat(read(file(sheets))).containsExactly("people.xlsx/People row 2 id=TEXT \"東京 A_x0042_\"");
        assertThatThrownBy(() -> rows(row(1, "<c t=\"s\"><v>5</v></c>")))
                .hasMessage("people.xlsx/People: the workbook is damaged: cell A1 refers to a text that is not in it");
    }

    @Test
    void emptyRowsAreNoRowsAndTheTableMayStartAnywhere() throws IOException {
        assertThat(rows(row(1, "<c r=\"A1\" s=\"1\"/>")
                        + row(3, "<c r=\"C3\" t=\"str\"><v>id</v></c><c r=\"E3\" t=\"str\"><v>v</v></c>")
                        + row(
                                4,
                                "<c r=\"C4\"><v>1</v></c><c r=\"D4\"><v>9</v></c><c r=\"E4\"><v>2</v></c><c r=\"Z4\""
                                        + " s=\"3\"/>")
                        + row(5, "<c r=\"C5\" t=\"str\"><f>x</f><v></v></c>")
                        + row(9, "<c r=\"E9\"><v>3</v></c>")
                        + row(10, "<c r=\"C10\"><v>4</v></c><c r=\"F10\"><v>5</v></c>")
                        + row(11, "<c r=\"A11\"><v>4</v></c>")))
                .containsExactly(
                        "people.xlsx/People row 4 id=INTEGER 1|v=INTEGER 2",
                        "people.xlsx/People row 9 v=INTEGER 3",
                        "people.xlsx/People row 10 COLUMN_COUNT cell F10 holds a value, but the header names no column"
                                + " F",
                        "people.xlsx/People row 11 COLUMN_COUNT cell A11 holds a value, but the header names no column"
                                + " A");
    }

    @Test
    void headersFollowTheRulesOfCsvAndNameTheColumnsAsExcelDoes() throws IOException {
        try (Source source = Sources.open(DataFile.of(file(Sheets.of(texts(2, "id", "v", "id")))))) {
            assertThat(source.hasNext()).isFalse();
            assertThat(source.warnings().stream().map(Problem::toString))
                    .singleElement()
                    .asString()
                    .endsWith("/People row 2: the columns A, C have the same name, \"id\". They are left out");
        }
        try (Source source = Sources.open(DataFile.of(file(Sheets.of(
                row(1, "<c r=\"B1\" t=\"str\"><v>id </v></c><c r=\"D1\"><v>2024</v></c>") + texts(2, "", "x")))))) {
            assertThat(source.hasNext()).isTrue();
            assertThat(source.headers().getFirst().names()).containsExactly("id ", "2024");
            assertThat(source.warnings().stream().map(Problem::message))
                    .containsExactly(
                            "the name of column B has blanks around it. A mapping must name it with them: \"id \"",
                            "column C has no name. It is left out");
        }
        assertThatThrownBy(() -> rows(row(1, "<c><f>A2</f></c>")))
                .hasMessage(
                        "people.xlsx/People row 1: cell A1, which should name its column, holds a formula whose value"
                                + " was never calculated");
        assertThatThrownBy(() -> rows("")).hasMessage("people.xlsx/People: the sheet is empty: not even a header");
    }

    @Test
    void aHeaderThatIsRepeatedInOtherLetterCaseIsNoRow() throws IOException {
        assertThat(rows(texts(1, "User Id", "v")
                        + texts(2, "1", "a")
                        + texts(3, "user_id ", "V")
                        + texts(4, "user", "v")))
                .satisfiesExactly(
                        row -> assertThat(row).contains("row 2 User Id=TEXT"),
                        row -> assertThat(row).contains("row 3 HEADER_REPEATED"),
                        row -> assertThat(row).contains("row 4 User Id=TEXT"));
    }

    @Test
    void aHeaderThatIsRepeatedIsNoRow() throws IOException {
        assertThat(rows(IDS + texts(2, "1", "a") + texts(3, "id", "v") + texts(4, "id", "w")))
                .containsExactly(
                        "people.xlsx/People row 2 id=TEXT \"1\"|v=TEXT \"a\"",
                        "people.xlsx/People row 3 HEADER_REPEATED the row repeats the names of the columns: it is the"
                                + " header of a sheet that was joined",
                        "people.xlsx/People row 4 id=TEXT \"id\"|v=TEXT \"w\"");
    }

    @Test
    void anEmptyCellSaysWhatTheConfigurationSays() throws IOException {
        Path file =
                file(Sheets.of(IDS + row(2, "<c><v>1</v></c>") + row(3, "<c><v>2</v></c><c t=\"str\"><v></v></c>")));
        assertThat(read(file, new SourceConfig(null, null, null, null, EmptyCells.QUOTED)))
                .containsExactly(
                        "people.xlsx/People row 2 id=INTEGER 1", "people.xlsx/People row 3 id=INTEGER 2|v=TEXT \"\"");
        assertThat(read(file, new SourceConfig(null, Format.XLSX, null, null, EmptyCells.NULL)))
                .containsExactly(
                        "people.xlsx/People row 2 id=INTEGER 1|v=NULL null",
                        "people.xlsx/People row 3 id=INTEGER 2|v=NULL null");
    }

    @Test
    void anEmptySheetBesideAHiddenOneNamesThatOne() throws IOException {
        Path file = file(
                new Sheets().sheet("Cover", "", "").sheet("Contacts", "state=\"hidden\"", IDS + texts(2, "1", "a")));
        assertThatThrownBy(() -> read(file))
                .hasMessage("people.xlsx/Cover: the sheet is empty: not even a header")
                .extracting(e -> ((ProblemException) e).problems().getFirst().hint())
                .asString()
                .endsWith(". Excel hides Contacts");
    }

    @Test
    void theSheetIsTheFirstThatExcelShowsOrTheOneThatIsNamed() throws IOException {
        Path file = file(new Sheets()
                .sheet("Lists", "state=\"veryHidden\"", texts(1, "hidden"))
                .sheet("People", "", IDS + texts(2, "1", "a"))
                .sheet("2", "", IDS + texts(2, "2", "b")));
        assertThat(read(file)).containsExactly("people.xlsx/People row 2 id=TEXT \"1\"|v=TEXT \"a\"");
        assertThat(read(file, sheet(2))).containsExactly("people.xlsx/2 row 2 id=TEXT \"2\"|v=TEXT \"b\"");
        assertThat(read(file, sheet("2"))).isEqualTo(read(file, sheet(2)));
        assertThatThrownBy(() -> read(file, sheet(3)))
                .hasMessage("people.xlsx: the workbook has no sheet 3. It shows People, 2");
        assertThatThrownBy(() -> read(file, sheet("Peple")))
                .hasMessage("people.xlsx: the workbook has no sheet of the name that source.sheet gives. It has Lists,"
                        + " People, 2")
                .extracting(e -> ((ProblemException) e).problems().getFirst().hint())
                .isEqualTo("you probably mean People");
    }

    @Test
    void aWorkbookIsKnownByItsContentWhateverItsName() throws IOException {
        Path workbook = file(Sheets.of(IDS + texts(2, "1", "a")));
        Path named = Files.copy(workbook, folder.resolve("people.csv"));
        assertThat(read(named)).hasSize(1);

        Path text = Files.writeString(folder.resolve("text.xlsx"), "id,v\n1,a\n");
        assertThatThrownBy(() -> read(text))
                .hasMessage(
                        "text.xlsx: the name says that this is an Excel workbook, but it does not start as one does");
        assertThat(read(text, new SourceConfig(null, Format.CSV, null, null, EmptyCells.SKIP)))
                .hasSize(1);
        assertThatThrownBy(() -> read(text, new SourceConfig(null, Format.XLSX, null, null, EmptyCells.SKIP)))
                .hasMessage("text.xlsx: the format given is xlsx, but this does not start as a workbook does");
        byte[] bytes = Files.readAllBytes(workbook);
        for (Format format : new Format[] {null, Format.XLSX}) {
            var config = new SourceConfig(null, format, null, null, EmptyCells.SKIP);
            var stream = new DataFile.Streamed(new ByteArrayInputStream(bytes), "<stdin>");
            assertThatThrownBy(() -> Sources.open(stream, config))
                    .hasMessage("<stdin>: this is a ZIP archive or an Excel workbook");
        }
    }

    @Test
    void otherWorkbooksAreReportedAsWhatTheyAre() throws IOException {
        assertRefused(ole("EncryptedPackage"), "this is a workbook or document that is protected by a password");
        assertRefused(ole("Workbook"), "this is an old Excel workbook (.xls)");
        assertRefused(ole("WordDocument"), "this is an old Office document");
        assertRefused(
                file(new Sheets()
                        .part(
                                "_rels/.rels",
                                "<R><Relationship Id=\"r\" Type=\"x/officeDocument\""
                                        + " Target=\"xl/workbook.bin\"/></R>")),
                "this is a binary Excel workbook (.xlsb)");
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> read(file)).hasMessage(file.getFileName() + ": " + message);
    }

    /** A container with a stream of this name, in its second sector. */
    private Path ole(String stream) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, 0xE11AB1A1E011CFD0L).putShort(30, (short) 9).putInt(48, 1);
        bytes.put(1024, "Root Entry".getBytes(StandardCharsets.UTF_16LE));
        bytes.put(1152, stream.getBytes(StandardCharsets.UTF_16LE));
        return Files.write(folder.resolve("people.xlsx"), bytes.array());
    }

    @Test
    void aFileThatIsCutOrDamagedAnywhereInItsRowsIsAnError() throws IOException {
        Path file = file(Sheets.of(IDS + texts(2, "1", "a") + texts(3, "2", "b")));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 5; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> read(file)).as("cut at %s", length).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void rowsThatAreDamagedAnywhereAreAnErrorAndNeverOtherRows() throws IOException {
        Path file = file(Sheets.of(IDS + texts(2, "1", "a") + texts(3, "2", "b")));
        List<String> rows = read(file);
        byte[] whole = Files.readAllBytes(file);
        int errors = 0;
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        int sheet = text.indexOf("xl/worksheets/sheet1.xml") + "xl/worksheets/sheet1.xml".length();
        for (int at = sheet; at < text.indexOf("PK\u0007\u0008", sheet); at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x04;
            Files.write(file, damaged);
            try {
                assertThat(read(file)).as("damaged at %s", at).isEqualTo(rows); // a bit without a meaning
            } catch (ProblemException e) {
                errors++;
            }
        }
        assertThat(errors).isGreaterThan(100);
    }

    @Test
    void whatNoWorkbookHoldsStopsTheRun() throws IOException {
        assertDamaged(IDS + row(1, "<c/>"), "the row after row 1 has a number that no row there can have");
        assertDamaged(IDS + row(2_000_000, "<c/>"), "the row after row 1 has a number that no row there can have");
        assertDamaged(
                row(1, "<c r=\"B1\"><v>1</v></c><c r=\"A1\"/>"),
                "row 1 holds a cell with a name that no cell there can have");
        assertDamaged(row(1, "<c r=\"XFE1\"/>"), "row 1 holds a cell with a name that no cell there can have");
        assertDamaged(IDS + "<row>", "xl/worksheets/sheet1.xml is no XML at line 1");
        Path entities = file(Sheets.of("")
                .part(
                        "xl/worksheets/sheet1.xml",
                        "<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row><c"
                                + " t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>"));
        assertThatThrownBy(() -> read(entities))
                .hasMessageContaining("xl/worksheets/sheet1.xml declares or uses entities of its own");
        Path endless = file(Sheets.of(row(1, "<c t=\"" + "x".repeat(17 << 20) + "\"/>")));
        assertThatThrownBy(() -> read(endless)).hasMessageContaining("one cell or one tag is larger than 16 MiB");
        Path without = file(new Sheets().sheet("People", "", "").part("xl/_rels/x", ""));
        assertThatThrownBy(() -> read(without, SourceConfig.DEFAULT.withMaxBytes(10)))
                .hasMessageContaining("more than the 0 MB that are allowed here");
    }

    private void assertDamaged(String rows, String message) {
        assertThatThrownBy(() -> rows(rows)).hasMessage("people.xlsx/People: the workbook is damaged: " + message);
    }

    @Test
    void aWorkbookWithoutASheetSaysSo() throws IOException {
        assertThatThrownBy(() -> read(file(new Sheets())))
                .hasMessage("people.xlsx: the workbook has no sheet with cells")
                .extracting(e -> ((ProblemException) e).problems().getFirst().hint())
                .isEqualTo("export it again, or export the rows as CSV");
    }

    @Test
    void numbersUnderAFormatOfZerosKeepTheirZeros() throws IOException {
        Path file = file(Sheets.of(texts(1, "a", "b", "c", "d", "e", "f")
                        + row(
                                2,
                                "<c s=\"1\"><v>501</v></c><c s=\"1\"><v>123456</v></c><c s=\"1\"><v>0</v></c>"
                                        + "<c s=\"1\"><v>-5</v></c><c s=\"1\"><v>1.5</v></c><c s=\"2\"><v>7</v></c>"))
                .styles(
                        "<numFmt numFmtId=\"170\" formatCode=\"00000\"/>",
                        "<xf numFmtId=\"170\"/><xf numFmtId=\"1\"/>"));
        assertThat(read(file))
                .containsExactly("people.xlsx/People row 2 a=TEXT \"00501\"|b=TEXT \"123456\"|c=TEXT \"00000\""
                        + "|d=INTEGER -5|e=DECIMAL 1.5|f=INTEGER 7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            000\\-00\\-0000   | 12345678  | TEXT "012-34-5678"
            000-00-0000     | 12345678  | TEXT "012-34-5678"
            00000\\-0000     | 12345678  | TEXT "01234-5678"
            &quot;C-&quot;0000 | 42     | TEXT "C-0042"
            000\\ 00         | 1234      | TEXT "012 34"
            &quot;CHF &quot;00 | 5      | INTEGER 5
            \\k\\r\\ 00      | 5         | INTEGER 5
            [$USD] 00       | 5         | INTEGER 5
            [$-409]000      | 5         | TEXT "005"
            00000;@         | 0         | TEXT "00000"
            00\\:00          | 930       | TEXT "09:30"
            0               | 42        | INTEGER 42
            00.00           | 5         | INTEGER 5
            0,000           | 5         | INTEGER 5
            00%             | 5         | INTEGER 5
            00&quot; kg&quot; | 5       | INTEGER 5
            &quot;&#8364; &quot;00 | 5  | INTEGER 5
            00;00;          | 0         | INTEGER 0
            000\\-00\\-0000   | 1234.5    | DECIMAL 1234.5
            """)
    void codesKeepTheirZerosAndTheTextsBetweenThem(String format, String number, String read) throws IOException {
        Path file = file(Sheets.of(texts(1, "a") + row(2, "<c s=\"1\"><v>" + number + "</v></c>"))
                .styles("<numFmt numFmtId=\"170\" formatCode=\"" + format + "\"/>", "<xf numFmtId=\"170\"/>"));
        assertThat(read(file)).containsExactly("people.xlsx/People row 2 a=" + read);
    }

    private static List<String> warnings(Path file, SourceConfig config) throws IOException {
        try (Source source = Sources.open(DataFile.of(file), config)) {
            while (source.hasNext()) {
                source.next();
            }
            return source.warnings().stream()
                    .map(warning -> warning.code() + " " + warning.message())
                    .toList();
        }
    }

    private static final String OPT_OUTS =
            "OPT_OUT_NOT_MAPPED the sheet Unsubscribed (2 rows) seems to list people who opted"
                    + " out, and is not read: they stay subscribed";

    @Test
    void otherSheetsWithPeopleAreNamedUnlessASheetIs() throws IOException {
        Path file = file(new Sheets()
                .sheet("Members", "", texts(1, "no", "plan") + texts(2, "7", "pro"))
                .sheet("Unsubscribed", "", texts(1, "Email") + texts(2, "a@b.co") + texts(3, "c@d.co"))
                .sheet("Lisbon", "", texts(1, "No", "Plan") + texts(2, "8", "free"))
                .sheet("Notes", "", texts(1, "who", "what") + texts(2, "Ana", "asked"))
                .sheet("Old", "state=\"hidden\"", texts(1, "Email") + texts(2, "e@f.co")));
        assertThat(warnings(file, SourceConfig.DEFAULT))
                .containsExactly(
                        "SHEET_NOT_NAMED only the first sheet is read, and source.sheet does not name it. Other"
                                + " sheets look like lists of people, too: Lisbon (1 row)",
                        OPT_OUTS);
        assertThat(warnings(file, sheet("Members"))).containsExactly(OPT_OUTS);
        assertThat(warnings(file, sheet(2))).isEmpty();
        assertThat(warnings(file, sheet(1))).as("source.sheet: 1").containsExactly(OPT_OUTS);
        assertThat(read(file)).containsExactly("people.xlsx/Members row 2 no=TEXT \"7\"|plan=TEXT \"pro\"");
    }

    @Test
    void ofAnotherSheetFewRowsAndShortTextsAreKept() throws IOException {
        var more = new StringBuilder(texts(1, "x".repeat(300), "email"));
        for (int i = 2; i <= 100; i++) {
            more.append(texts(i, "y".repeat(10_000), "a" + i + "@b.co"));
        }
        Path file = file(new Sheets()
                .sheet("People", "", texts(1, "id", "plan") + texts(2, "7", "pro"))
                .sheet("More", "", more.toString())
                .sheet("Noise", "", texts(1, "id", "text") + texts(2, "7", "a@".repeat(30_000))));
        assertThat(warnings(file, SourceConfig.DEFAULT))
                .singleElement()
                .asString()
                .endsWith("too: More (49 rows or more)");
    }

    @Test
    void anotherSheetThatIsDamagedIsNoConcernOfTheFirst() throws IOException {
        Path file = file(new Sheets()
                .sheet("People", "", texts(1, "id", "email") + texts(2, "7", "a@b.co"))
                .sheet("More", "", texts(1, "id", "email") + "<row r=\"x\"/>"));
        assertThat(warnings(file, SourceConfig.DEFAULT)).isEmpty();
    }

    @Test
    void cellsCanBeReadAsTheyAreShown() throws IOException {
        Path file = file(Sheets.of(texts(1, "a", "b", "c", "d", "e")
                        + row(
                                2,
                                "<c s=\"1\"><v>0.15</v></c><c s=\"2\"><v>46053</v></c><c s=\"3\"><v>501</v></c>"
                                        + "<c t=\"b\"><v>1</v></c><c><v>0.30000000000000004</v></c>")
                        + row(3, "<c s=\"4\"><v>0.5</v></c>"))
                .styles(
                        "<numFmt numFmtId=\"170\" formatCode=\"00000\"/>",
                        "<xf numFmtId=\"9\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"12\"/>"));
        assertThat(read(file, SourceConfig.DEFAULT.with(new WorkbookConfig(null, 1, CellForm.SHOWN))))
                .containsExactly(
                        "people.xlsx/People row 2 a=TEXT \"15%\"|b=TEXT \"1/31/2026\"|c=TEXT \"00501\"|d=TEXT \"TRUE\""
                                + "|e=TEXT \"0.3\"",
                        "people.xlsx/People row 3 RECORD_UNREADABLE cell A3 has a format that cannot be shown as Excel"
                                + " does. source.cells: exact reads its value");
    }

    @Test
    void moreTextsThanStayInMemoryAreReadInAnyOrderAndLeaveNoFile() throws IOException {
        int count = 60_000;
        var texts = new StringBuilder("<si><t>id</t></si>");
        var rows = new StringBuilder(row(1, "<c t=\"s\"><v>0</v></c>"));
        for (int i = 1; i <= count; i++) {
            texts.append("<si><t>" + i + "é".repeat(i % 90) + "</t></si>");
            int other = (int) (i * 7919L % count) + 1;
            rows.append(row(i + 1, "<c t=\"s\"><v>" + other + "</v></c>"));
        }
        Path file = file(Sheets.of(rows.toString()).shared(texts.toString()));
        try (Source source = Sources.open(DataFile.of(file))) {
            for (int i = 1; i <= count; i++) {
                int other = (int) (i * 7919L % count) + 1;
                assertThat(source.next().value(0).text()).isEqualTo(other + "é".repeat(other % 90));
            }
            assertThat(source.hasNext()).isFalse();
            assertThat(source.bytesRead()).isBetween(Files.size(file) / 2, Files.size(file));
            assertThat(source.ends()).containsExactly(new FileEnd(file + "/People", count, FileEnd.Ending.OWN_END));
        }
    }

    private List<String> rows(String rows, Dialect.Builder dialect) throws IOException {
        return read(file(Sheets.of(rows)), SourceConfig.DEFAULT.withDialect(dialect.build()));
    }

    @Test
    void rowsAboveTheHeaderAndBelowTheLastRowAreLeftOut() throws IOException {
        String sheet = texts(1, "Customers")
                + texts(3, "id", "v")
                + texts(4, "1", "a")
                + texts(5, "2", "n/a")
                + texts(6, "Total", "3");

        assertThat(rows(sheet, Dialect.PLAIN.but().skip(2).footer("Total").nullWords(List.of("N/A"))))
                .containsExactly(
                        "people.xlsx/People row 4 id=TEXT \"1\"|v=TEXT \"a\"",
                        "people.xlsx/People row 5 id=TEXT \"2\"|v=NULL null",
                        "people.xlsx/People row 6 left out");
        assertThat(rows(sheet, Dialect.PLAIN.but().skip(2).footerLines(2)))
                .containsExactly(
                        "people.xlsx/People row 4 id=TEXT \"1\"|v=TEXT \"a\"",
                        "people.xlsx/People row 5 left out, like a row",
                        "people.xlsx/People row 6 left out");
        assertThat(rows(sheet, Dialect.PLAIN.but().skip(2).footer("1")))
                .containsExactly(
                        "people.xlsx/People row 4 left out",
                        "people.xlsx/People row 5 left out, like a row",
                        "people.xlsx/People row 6 left out");
        assertThatThrownBy(() -> rows(sheet, Dialect.PLAIN.but().skip(2).footer("Sum")))
                .hasMessageContaining("ends without a row that starts as source.footer says");
        assertThatThrownBy(() -> rows(sheet, Dialect.PLAIN.but().skip(9)))
                .hasMessageContaining("nothing after the rows that source.skip leaves out");
    }

    @Test
    void theConfigurationNamesColumnsOfASheetWithoutAHeader() throws IOException {
        String sheet = texts(1, "1", "a") + texts(2, "2", "b", "c");

        assertThat(rows(sheet, Dialect.PLAIN.but().columns(List.of("id", "v"))))
                .containsExactly(
                        "people.xlsx/People row 1 id=TEXT \"1\"|v=TEXT \"a\"",
                        "people.xlsx/People row 2 COLUMN_COUNT cell C2 holds a value, but source.columns names no"
                                + " column C");
        assertThat(rows(
                        sheet,
                        Dialect.PLAIN.but().columns(List.of("id", "", "w")).skip(1)))
                .containsExactly("people.xlsx/People row 2 id=TEXT \"2\"|w=TEXT \"c\"");
        String exchanged = texts(1, "id", "n", "m") + texts(2, "2", "b", "c");
        assertThat(rows(
                        exchanged,
                        Dialect.PLAIN.but().columns(List.of("id", "n", "m")).skip(1)))
                .hasSize(1);
        assertThatThrownBy(() -> rows(
                        exchanged,
                        Dialect.PLAIN.but().columns(List.of("id", "m", "n")).skip(1)))
                .hasMessageContaining("has the names of source.columns in another order");
    }

    @Test
    void keysThatSayNothingAboutASheetAreRefused() {
        List.of(
                        Dialect.PLAIN.but().quote(null),
                        Dialect.PLAIN.but().escape(Dialect.Escape.BACKSLASH),
                        Dialect.PLAIN.but().comment("#"),
                        Dialect.PLAIN.but().blankRows(Dialect.BlankRows.KEEP),
                        Dialect.PLAIN.but().rows(new RowsPath("data")))
                .forEach(dialect ->
                        assertThatThrownBy(() -> rows(IDS, dialect)).hasMessageContaining("for which source."));
        assertThatThrownBy(() -> read(
                        file(Sheets.of(IDS)),
                        SourceConfig.DEFAULT
                                .withEncoding(StandardCharsets.ISO_8859_1)
                                .withDelimiter(';')))
                .hasMessageContaining("source.delimiter, source.encoding say nothing");
    }
}
