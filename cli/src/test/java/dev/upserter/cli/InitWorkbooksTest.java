package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The configuration from {@code init} for workbooks with more than a table, and the people that it creates. */
final class InitWorkbooksTest extends InitFixture {
    private static final String HEADER = "Customer ID|E-Mail|Name|Joined";
    private static final String ANA = "1001|ana@example.com|Ana|day:46000";
    private static final String BO = "1002|bo@example.com|Bo|day:46001";
    private static final String CY = "1003|cy@example.com|Cy|day:46002";

    private void givesThreePeople(Sheets workbook, String... keys) throws IOException {
        init.of(workbook.write(folder.resolve("people.xlsx")));
        for (String key : keys) {
            assertThat(init.config()).contains(key);
        }
        assertThat(init.check()).as(init.said()).isZero();
        assertThat(init.said()).contains("3 to be delivered");
        assertThat(init.sync()).as(init.said()).isZero();
        assertThat(init.people()).as(init.config()).isEqualTo(3);
        assertThat(init.person("1001")).containsEntry("email", "\"ana@example.com\"");
        assertThat(init.person("1003")).containsEntry("email", "\"cy@example.com\"");
    }

    @Test
    void aPlainTableNeedsNoKey() throws IOException {
        givesThreePeople(new Sheets().sheet("People", HEADER, ANA, BO, CY));
        assertThat(init.config()).doesNotContain("\nsource:");
    }

    @Test
    void aCoverIsPassedOver() throws IOException {
        givesThreePeople(
                new Sheets()
                        .sheet("Cover", "Customer report", "Created by|Dana", "Created on|day:46010")
                        .sheet("2026", HEADER, ANA, BO, CY),
                "sheet: \"2026\"\n",
                "# the first sheet, Cover, looks like no list of people. The rows are taken from the sheet 2026");
    }

    @Test
    void anEmptySheetAndChartsOfSumsArePassedOver() throws IOException {
        givesThreePeople(
                new Sheets()
                        .sheet("Empty")
                        .sheet("Summary", "Plan|Count|Revenue", "Pro|2|200", "Free|1|0")
                        .sheet("People", HEADER, ANA, BO, CY),
                "sheet: \"People\"\n",
                "# the first sheet, Empty, is empty. The rows are taken from the sheet People");
    }

    @Test
    void aListOfOrdersIsPassedOverForTheListOfTheirCustomers() throws IOException {
        givesThreePeople(
                new Sheets()
                        .sheet(
                                "Orders",
                                "Order|E-Mail|Total",
                                "1|ana@example.com|7",
                                "2|bo@example.com|8",
                                "3|ana@example.com|9",
                                "4|cy@example.com|1",
                                "5|cy@example.com|2")
                        .sheet("Customers", HEADER, ANA, BO, CY),
                "sheet: \"Customers\"\n",
                "# the first sheet, Orders, has several rows of one person. The rows are taken from the sheet"
                        + " Customers");
    }

    @Test
    void aFewOfThePeopleAreNoneInPlaceOfAll() throws IOException {
        for (String name : new String[] {"Customer ID", "No"}) {
            init.of(new Sheets()
                    .sheet(
                            "Contacts",
                            name + "|E-Mail",
                            "1|ana@x.example",
                            "2|bo@x.example",
                            "3|ana@x.example",
                            "4|cy@x.example")
                    .sheet("Unsubscribed", "Email", "bo@x.example")
                    .write(folder.resolve("people.xlsx")));
            assertThat(init.config()).as(name).doesNotContain("sheet: \"Unsubscribed\"\n");
        }
    }

    @Test
    void otherSheetsWithPeopleAreNamed() throws IOException {
        Sheets workbook = new Sheets()
                .sheet("Contacts", HEADER, ANA, BO, CY)
                .sheet("Prospects", "Email", "di@example.com")
                .sheet("Sums", "Plan|Count", "Pro|2");
        givesThreePeople(
                workbook,
                "sheet: \"Contacts\"\n",
                "# the rows are those of the sheet Contacts. Other sheets look like lists of people, too: Prospects"
                        + " (1 row)");
        assertThat(init.warned()).contains("warning: the rows are those of the sheet Contacts. Other sheets");
        assertThat(init.said()).doesNotContain("SHEET_NOT_NAMED");
    }

    @Test
    void ofOtherSheetsOnlyTheFirstRowsAreRead() throws IOException {
        String[] rows = Stream.concat(
                        Stream.of("E-Mail|Name"), IntStream.range(0, 2500).mapToObj(i -> "p" + i + "@example.com|P"))
                .toArray(String[]::new);
        givesThreePeople(
                new Sheets().sheet("Contacts", HEADER, ANA, BO, CY).sheet("Prospects", rows),
                "Other sheets look like lists of people, too: Prospects (1,999 rows or more)");
    }

    @Test
    void aNamedSheetTakesPrecedence() throws IOException {
        Path file = new Sheets()
                .sheet("Cover", "Name|Value", "Report|7")
                .sheet("People", HEADER, ANA, BO, CY)
                .write(folder.resolve("people.xlsx"));
        var typed = new Typed();
        assertThat(typed.run("peek", file.toString(), "--sheet", "1")).isZero();
        assertThat(typed.out()).contains("1 row, 2 columns");
        assertThat(typed.run("peek", file.toString())).isZero();
        assertThat(typed.out()).contains("3 rows, 4 columns", "source.sheet: \"People\"");
    }

    @Test
    void titlesAboveTheHeaderAreSkipped() throws IOException {
        givesThreePeople(
                new Sheets().sheet("People", "Customer report", "Created on|day:46010", "", HEADER, ANA, BO, CY),
                "skip: 3\n");
    }

    @Test
    void aTableFurtherRightIsFound() throws IOException {
        givesThreePeople(
                new Sheets().sheet("People", "", "|Customers of 2026", "", "|" + HEADER, "|" + ANA, "|" + BO, "|" + CY),
                "skip: 3\n");
    }

    @Test
    void rowsWithoutAHeaderGetNames() throws IOException {
        givesThreePeople(
                new Sheets().sheet("People", ANA, BO, CY),
                "columns: [\"id\", \"email\", \"column_3\", \"column_4\"]\n");
    }

    @Test
    void rowsWithoutAHeaderFurtherRightGetNamesForTheirColumns() throws IOException {
        givesThreePeople(
                new Sheets().sheet("People", "|" + ANA, "|" + BO, "|" + CY),
                "columns: [\"\", \"id\", \"email\", \"column_3\", \"column_4\"]\n");
    }

    @Test
    void sumsBelowAreLeftOut() throws IOException {
        givesThreePeople(
                new Sheets().sheet("People", HEADER, ANA, BO, CY, "", "Total|3", "Printed by Dana"), "footer: 2\n");
        givesThreePeople(new Sheets().sheet("People", HEADER, ANA, BO, CY, "Ergebnis||3"), "footer: 1\n");
    }

    @Test
    void sumsBelowManyRowsAreLeftOut() throws IOException {
        String[] rows = Stream.of(
                        Stream.of("Report", HEADER),
                        IntStream.range(0, 2500).mapToObj(i -> 5000 + i + "|p" + i + "@example.com|P|day:46000"),
                        Stream.of("Total|2500"))
                .flatMap(part -> part)
                .toArray(String[]::new);
        init.of(new Sheets().sheet("People", rows).write(folder.resolve("people.xlsx")));
        assertThat(init.config()).contains("skip: 1\n", "footer: 1\n");
        assertThat(init.sync()).as(init.said()).isZero();
        assertThat(init.people()).isEqualTo(2500);
    }

    @Test
    void allOfItTogether() throws IOException {
        givesThreePeople(
                new Sheets()
                        .sheet("About", "This file|lists customers")
                        .sheet("Data", "Customers", "", HEADER, ANA, "1002|bo@example.com|#N/A|", CY, "Total|3"),
                "sheet: \"Data\"\n",
                "skip: 2\n",
                "footer: 1\n",
                "nullWords: [\"#N/A\"]\n");
        assertThat(init.person("1002")).doesNotContainValue("\"#N/A\"");
    }

    @Test
    void aWorkbookOfSeveralTablesStartsWithItsFirst() throws IOException {
        init.of(new Sheets()
                .sheet("Kunden", "Kundennummer|Ort|Umsatz", "7|Wien|10", "8|Graz|20", "9|Linz|30")
                .sheet("Staff", "id|name", "1|Ana", "2|Bo")
                .write(folder.resolve("people.xlsx")));
        assertThat(init.config()).contains("userId: Kundennummer").doesNotContain("sheet:");
    }

    @Test
    void aSecondTableOnTheSheetIsLeftOutAndNamed() throws IOException {
        givesThreePeople(
                new Sheets()
                        .sheet(
                                "People",
                                HEADER,
                                ANA,
                                BO,
                                CY,
                                "",
                                "Order|Total|Date",
                                "77|12.5|day:46010",
                                "78|9|day:46011"),
                "# a second table starts at row 6, below blank rows, and is left out",
                "footer: \"Order\"");
        givesThreePeople(
                new Sheets()
                        .sheet(
                                "People",
                                HEADER,
                                ANA,
                                BO,
                                CY,
                                "",
                                "",
                                "Suppliers",
                                HEADER,
                                "9001|x@x.example|Xi|day:46003"),
                "# a second table starts at row 7, below blank rows, and is left out");
    }

    @Test
    void rowsAfterABlankRowAreNoSecondTable() throws IOException {
        givesThreePeople(new Sheets().sheet("People", HEADER, ANA, "", BO, "", CY));
        assertThat(init.config()).doesNotContain("second table");
    }

    @Test
    void mergedCellsOfRowsAndOfTheHeaderAreReported() throws IOException {
        init.of(new Sheets()
                .sheet(
                        "People",
                        "Our customers",
                        HEADER + "||Plan",
                        ANA + "|pro|pro",
                        "|bo@example.com||day:46001",
                        "1003|cy@example.com|Cy|day:46002",
                        "Total|3")
                .merged("A1:F1", "D2:E2", "A3:A4", "F3:F5", "A6:B6")
                .write(folder.resolve("people.xlsx")));

        String told =
                "People row 2: cells are merged, and only the first of each block has its value: D2:E2, A3:A4, F3:F5."
                        + " The others are empty, in the columns \"Customer ID\" (1), E, which has no name, \"Plan\" (2)";
        var typed = new Typed();
        typed.run("init", folder.resolve("people.xlsx").toString());
        assertThat(typed.err()).contains("people.xlsx/" + told);
        init.check();
        assertThat(init.said()).contains("CELLS_MERGED", told);
        init.sync();
        assertThat(init.said()).contains("CELLS_MERGED", told);

        givesThreePeople(new Sheets()
                .sheet("People", "Our customers", HEADER, ANA, BO, CY)
                .merged("A1:D1"));
        assertThat(init.said()).doesNotContain("merged");
    }

    @Test
    void tablesSideBySideAreNotReadAsOne() throws IOException {
        givesThreePeople(
                new Sheets().sheet("All", "SKU|Stock||" + HEADER, "a|1||" + ANA, "b|2||" + BO, "||| " + CY, "", "c|3"),
                "columns: [\"\", \"\", \"\", \"Customer ID\", \"E-Mail\", \"Name\", \"Joined\"]",
                "tables stand side by side. Only the columns Customer ID (D), E-Mail (E), Name (F), Joined (G) are read, and"
                        + " not SKU (A), Stock (B), which 3 rows have");
    }

    @Test
    void titlesOverTablesSideBySideSayThatTheyAreSeveral() throws IOException {
        givesThreePeople(
                new Sheets()
                        .sheet(
                                "All",
                                "",
                                "Customers||||| Orders",
                                HEADER + "||Order|Total",
                                ANA + "||9001|5",
                                BO + "||9002|6",
                                CY + "||9003|7"),
                "columns: [\"Customer ID\", \"E-Mail\", \"Name\", \"Joined\", \"\", \"\", \"\"]",
                "and not Order (F), Total (G), which 3 rows have");
    }

    @Test
    void notesInAColumnWithoutANameDoNotRejectTheirRows() throws IOException {
        givesThreePeople(
                new Sheets().sheet("All", HEADER, ANA + "||call her", BO, CY),
                "columns: [\"Customer ID\", \"E-Mail\", \"Name\", \"Joined\", \"\", \"\"]",
                "# columns without a name hold values, which are left out");
    }
}
