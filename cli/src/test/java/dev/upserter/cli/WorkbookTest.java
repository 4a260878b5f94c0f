package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.fault.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Excel workbooks, as typed. */
class WorkbookTest {
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    @TempDir
    private Path folder;

    private final Sandbox sandbox = Sandbox.start();
    private String out = "";
    private String err = "";

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("users.yaml"), """
            userId: id
            mode: mirror
            removed: delete
            maxRemoved: 100%
            source:
              sheet: People
            """);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    /** A workbook whose second sheet, People, holds people with these ids. */
    private Path workbook(String name, int first, int last) throws IOException {
        Path file = folder.resolve(name);
        var rows = new StringBuilder("<row><c t=\"str\"><v>id</v></c><c t=\"str\"><v>plan</v></c></row>");
        for (int id = first; id <= last; id++) {
            rows.append("<row><c><v>" + id + ".0</v></c><c t=\"str\"><v>pro</v></c></row>");
        }
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            part(zip, "[Content_Types].xml", "<Types/>");
            part(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns:r=\"" + OFFICE + "\"><sheets><sheet name=\"Notes\" r:id=\"a\"/>"
                            + "<sheet name=\"People\" r:id=\"b\"/></sheets></workbook>");
            part(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships>" + related("a") + related("b") + "</Relationships>");
            part(zip, "xl/a.xml", "<worksheet><sheetData/></worksheet>");
            part(zip, "xl/b.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
        }
        return file;
    }

    private static String related(String sheet) {
        return "<Relationship Id=\"" + sheet + "\" Type=\"" + OFFICE + "/worksheet\" Target=\"" + sheet + ".xml\"/>";
    }

    private static void part(ZipOutputStream zip, String path, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }

    private int run(String... arguments) {
        var typed = new Typed()
                .with(Map.of("CUSTOMERIO_SITE_ID", sandbox.siteId(), "CUSTOMERIO_API_KEY", sandbox.apiKey()));
        int exitCode = typed.run(arguments);
        out = typed.out();
        err = typed.err();
        return exitCode;
    }

    private int sync(String data, String... options) {
        String[] base = {
            "sync",
            folder.resolve("users.yaml").toString(),
            data,
            "--allow-removals",
            "--state",
            folder.resolve("state").toString(),
            "--endpoint",
            sandbox.endpoint().toString()
        };
        String[] all = Arrays.copyOf(base, base.length + options.length);
        System.arraycopy(options, 0, all, base.length, options.length);
        return run(all);
    }

    @Test
    void aMirrorFollowsItsWorkbookAndACutOneRemovesNoPerson() throws IOException {
        Path file = workbook("people.xlsx", 1, 30);
        assertThat(sync(file.toString())).as(err).isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(30);
        assertThat(sandbox.person("7")).isPresent();

        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(sync(file.toString())).as("%s bytes: %s", length, err).isBetween(2, 3);
            assertThat(sandbox.peopleCount()).isEqualTo(30);
        }
        assertThat(sync(workbook("people.xlsx", 1, 20).toString())).as(err).isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(20);
        assertThat(out).contains("10 removed");
    }

    @Test
    void aRunThatStoppedGoesOnWhereItWas() throws IOException {
        Path file = workbook("people.xlsx", 1, 300);
        Files.writeString(
                folder.resolve("users.yaml"), "userId: id\nparallelism: 1\napi: single\nsource:\n  sheet: 2\n");
        AtomicInteger requests = new AtomicInteger();
        sandbox.onRequest(request -> {
            if (requests.incrementAndGet() == 50) {
                sandbox.answerNext(Answer.status(401));
            }
        });
        assertThat(sync(file.toString())).as(out + err).isNotZero();
        assertThat(sandbox.peopleCount()).isBetween(1, 299);

        assertThat(sync(file.toString(), "--resume")).as(out + err).isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(300);
        assertThat(out).contains("300 read");
    }

    @Test
    void severalWorkbooksAreReadByAPattern() throws IOException {
        workbook("a.xlsx", 1, 10);
        workbook("b.xlsx", 11, 25);
        assertThat(sync(folder + "/*.xlsx")).as(err).isZero();
        assertThat(sandbox.peopleCount()).isEqualTo(25);
    }

    @Test
    void peekAndInitKnowTheSheetAndCheckTakesWhatInitWrites() throws IOException {
        Path file = workbook("people.xlsx", 1, 30);
        assertThat(run("peek", file.toString(), "--sheet", "1")).isEqualTo(2);
        assertThat(err).contains("people.xlsx/Notes: the sheet is empty: not even a header");
        assertThat(run("peek", file.toString(), "--sheet", "people")).isZero();
        assertThat(out).contains("30 rows, 2 columns", "whole number");
        assertThat(run("init", file.toString(), "--sheet", "2")).isZero();
        assertThat(out).contains("source:\n  sheet: 2\n");
        Path config = Files.writeString(folder.resolve("made.yaml"), out);
        assertThat(run(
                        "check",
                        config.toString(),
                        file.toString(),
                        "--endpoint",
                        sandbox.endpoint().toString()))
                .as(out + err)
                .isZero();
        assertThat(run("peek", file.toString(), "--sheet", "")).isEqualTo(2);
        assertThat(err).contains("--sheet must not be empty");
    }
}
