package dev.upserter.source.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import dev.upserter.source.Dialect;
import dev.upserter.source.ShownRows;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.guess.Guessed;
import dev.upserter.source.open.Sources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is not a table is called what it is, whatever its name. */
final class MislabelledTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
        <!DOCTYPE html>\\n<html>                           ~ a web page
        \\n  <html lang="en">                              ~ a web page
        <?xml version="1.0"?><Error><Code>NoSuchKey</Code> ~ XML
        <users><user id="1"/></users>                      ~ XML
        version https://git-lfs.github.com/spec/v1\\noid   ~ a pointer of Git LFS to the file
        /annex/objects/SHA256E-s100--abc.csv               ~ a pointer of git-annex to the file
        [InternetShortcut]\\r\\nURL=https://example.com    ~ a link to the file
        {"url": "https://docs.google.com/x", "doc_id": "1"} ~ a link to a document of Google Drive
        -- MySQL dump 10.13  Distrib 8.0.36                ~ a dump of a database
        --\\n-- PostgreSQL database dump\\n--              ~ a dump of a database
        CREATE TABLE users (id int);                       ~ a dump of a database
        INSERT INTO `users` VALUES (1,'a');                ~ a dump of a database
        PGDMP                                              ~ a dump of PostgreSQL
        %PDF-1.7                                           ~ a PDF document
        {"error": "unauthorized"}                          ~ an error that a service answered with, and not the rows
        {"code": 404, "message": "Not Found", "details": null} ~ an error that a service answered with, and not the rows
        {"message": "Not Found", "documentation_url": "https://x.example", "status": "404"} ~ an error that a service answered with, and not the rows
        {"message": "Not Found", "status": 404}            ~ an error that a service answered with, and not the rows
        {"errors":[{"status":401,"detail":"no"}]}\\n       ~ an error that a service answered with, and not the rows
        """)
    void whatIsNoTableIsCalledByItsName(String data, String what) {
        String content = data.replace("\\n", "\n").replace("\\r", "\r");
        for (String name : new String[] {"users.csv", "users.json", "users.ndjson", "users"}) {
            assertThatThrownBy(() -> ShownRows.readAs(name, content))
                    .as(name)
                    .isInstanceOf(ProblemException.class)
                    .hasMessage(name + ": this is " + what);
            assertThatThrownBy(() -> ShownRows.readAs(name, SourceConfig.DEFAULT, CompressionTest.gzip(utf8(content))))
                    .hasMessage(name + ": this is " + what);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
        2026-01-15 10:00:00,123 INFO exporting 5 rows\\n[{"id": 1}]    ~ JSON below messages of the program that wrote it
        INFO: 1\\nWARN  2, "x"\\n[\\n  {"id": 1}\\n]                    ~ JSON below messages of the program that wrote it
        [INFO] exporting\\n{"id": 1}\\n{"id": 2}\\n                   ~ JSON below messages of the program that wrote it
        [2026-01-15T10:00:00Z] exporting\\n\\n{"id": 1}\\n            ~ JSON below messages of the program that wrote it
        Users of today\\n[{"id": 1},\\n {"id": 2}]                    ~ an array of JSON below a line of text
        """)
    void jsonBelowOtherTextIsCalledSo(String data, String what) {
        for (String name : new String[] {"users.csv", "users.json", "users"}) {
            assertThatThrownBy(() -> ShownRows.readAs(name, data.replace("\\n", "\n")))
                    .as(name)
                    .isInstanceOf(ProblemException.class)
                    .hasMessage(name + ": this is " + what);
        }
    }

    @Test
    void aMessageAmongLinesOfJsonSpoilsOnlyItself() {
        assertThat(ShownRows.readAs("users.ndjson", "2026-01-15 10:00 INFO exporting\n{\"id\":1}\n"))
                .containsExactly(
                        "users.ndjson:1:1 RECORD_UNREADABLE the line is text and no JSON, as messages of a program are",
                        "users.ndjson:2:1 id=INTEGER 1");
    }

    @Test
    void aTextDocumentIsCalledByItsName() {
        assertThatThrownBy(() -> ShownRows.readAs("users.csv", "{\\rtf1 text}"))
                .hasMessage("users.csv: this is a text document (RTF)");
    }

    @Test
    void aTarArchiveIsCalledByItsNamePackedOrNot() {
        byte[] tar = new byte[1024];
        System.arraycopy(utf8("users.csv"), 0, tar, 0, 9);
        System.arraycopy(utf8("ustar"), 0, tar, 257, 5);
        assertThatThrownBy(() -> ShownRows.readAs("users.tar", SourceConfig.DEFAULT, tar))
                .hasMessage("users.tar: this is a tar archive");
        assertThatThrownBy(() -> ShownRows.readAs("users.csv.gz", SourceConfig.DEFAULT, CompressionTest.gzip(tar)))
                .hasMessage("users.csv.gz: this is a tar archive");
    }

    @Test
    void whatIsPackedTwiceIsReported() {
        byte[] once = CompressionTest.gzip(utf8("id\n1\n"));
        assertThatThrownBy(() -> ShownRows.readAs("users.csv.gz", SourceConfig.DEFAULT, CompressionTest.gzip(once)))
                .hasMessage("users.csv.gz: the file is packed twice. Inside, it is packed with gzip");
        assertThatThrownBy(() -> ShownRows.readAs(
                        "users.csv.zst",
                        SourceConfig.DEFAULT,
                        com.github.luben.zstd.Zstd.compress("BZh91AY&SY".getBytes(StandardCharsets.US_ASCII))))
                .hasMessage("users.csv.zst: the file is packed twice. Inside, it is packed with bzip2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":null,\"id\":1}",
                "{\"error\":\"none\",\"id\":1}\n{\"error\":\"none\",\"id\":2}",
                "{\"errors\":[],\"user\":{\"id\":1}}\n{\"errors\":[1]}",
                "{\"url\":\"https://example.com\",\"id\":1}",
                "[{\"error\":\"none\"}]",
                "{\"status\":\"active\",\"code\":\"A1\",\"email\":\"a@b.example\"}",
                "{\"status\":\"active\",\"code\":\"A1\"}\n{\"status\":\"gone\",\"code\":\"A2\"}",
                "{\"code\":\"A1\",\"name\":\"Ana\"}",
                "{\"a\":[{\"b\":1},\n{\"b\":2},\n{\"b\":3}]}",
                "{\"code\":\"A1\",\"status\":\"active\"}",
                "{\"status\":\"active\",\"code\":17}",
                "{\"code\":\"A1\",\"message\":\"hi\",\"plan\":\"pro\"}"
            })
    void rowsOfJsonThatTalkOfErrorsAndLinksAreRows(String data) {
        assertThat(ShownRows.readAs("users.json", data)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<5 years,id",
                "version,id",
                "-- id --,x",
                "insert,id",
                "{x},id",
                "[x],id",
                "ORC,id",
                "MZ,id",
                "ARROW1,id",
                "create table,id",
                "BM,id",
                "II*,id",
                "GIF8,id",
                "SEQ,id",
                "m,id",
                "0x,id",
                "[\"a\"],id",
                "- id: 1,id",
                "id: 1,id",
                "-----,id",
                "data: x,id",
                "call(x),id",
                "array (1),id",
                "let x = 1,id",
                "a=1&b=2,id",
                "a=1 b=2,id",
                "HTTP/1.1 200 OK,id",
                "curl,id",
                "not found,id",
                "=== ===,id",
                "\u2500\u2500 \u2502,id",
                "\"{\"\"a\"\":1}\",id",
                "a  b  c,id",
                "PARENT_ID,id",
                "REDIS0001,id"
            })
    void headersThatLookAlikeAreHeaders(String header) {
        assertThat(ShownRows.readAs("users.csv", header + "\n1,2\n")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Report\n------\nid,email\n1,a@x.example\n",
                "id|email\n--|-----\n1|a@x.example\n",
                "id,email\n--,-----\n1,a@x.example\n",
                "email\nana  maria@x.example\nbo@x.example\n",
                "\u2550\u2550\u2550\u2550 RunReport \u2550\u2550\u2550\u2550\nid,email\n1,a@x.example\n",
                "data\n\"{\"\"a\"\":1}\",\n",
                "id,data\n1,\"{\"\"a\"\":1}\"\n",
                "A\n2\n10\n3\n",
                "id,note\n1,\"first\nsecond\n-- --\nBo\"\n2,x\n",
                "note,id\n\"Call back\n--- ---\nx\",1\ny,2\n",
                "Customer list\n-- -- --\nid,email\n1,a@x.example\n2,b@x.example\n",
                "List\n\n-------- --------\n\nid;email\n1;a@x.example\n2;b@x.example\n",
                "Export\n[ RECORD 1 ]\nid,email\n1,a@x.example\n",
                "name,email\n\u2500\u2500\u2500\u2500Ana,a@x.example\nBo \u2502 Example,b@x.example\n",
                "- As of: 2024-01-01\n- Author: Ana\nid;email\n1;a@x.example\n2;b@x.example\n",
                "Report:\n- from: 2024-01-01\n- status: active\n\nid,email\n1,a@x.example\n",
                "Report: \n  From: 2024\nFilter:\n  Status: active\n\nid|email|plan\n1|a@x.example|pro\n",
                "# exported\n- name: x\n- b: c\nid;email\n1;a@x.example\n2;b@x.example\n",
                "id        ^email         ^plan  \n1         ^a@x.example   ^pro   \n2         ^b@x.example   ^free  \n",
                "Name  list\nAna  B Example\nBo C  Example\n",
                "[\"vip\"]\t1\ta@x.example\t[\"a\"]\n[\"new\"]\t2\tb@x.example\t[\"b\"]\n"
            })
    void tablesThatLookAlikeAreTables(String data) {
        assertThat(ShownRows.readAs("users.csv", data)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"\u2554\u2550\u2550\u2550\u2550\u2557 Ana \u2551 star\",\"id\":1}\n{\"id\":2}\n",
                "[\n  {\n    \"name\": \"\u2500\u2500\u2500\u2500 Ana\",\n    \"bio\": \"hi \u2502 there\",\n    \"id\": 1\n  }\n]\n",
                "// people\n{\"id\":1}\n",
                "users\n{\"id\":1}\n{\"id\":2}\n",
                "{\"type\":\"RECORD\",\"stream\":\"users\",\"record\":{\"id\":1}}\n{\"type\":\"STATE\",\"value\":{}}\n",
                "{\"index\":{\"_index\":\"u\",\"_id\":\"1\"}}\n{\"id\":1}\n"
            })
    void rowsThatLookAlikeAreRows(String data) {
        assertThat(ShownRows.readAs("users.ndjson", data)).isNotEmpty();
    }

    @Test
    void theEncodingOfTextThatLooksLikeAnotherFormIsGuessed() {
        byte[] text = "- As of: 2024\n- By: Ana\nid;name\n1;M\u00fcller\n2;K\u00f6nig\n3;Gro\u00df\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        var data = new DataFile.Streamed(new ByteArrayInputStream(text), "users.csv");
        assertThat(Guessed.of(data, SourceConfig.DEFAULT, true).config().encoding())
                .isNotNull();
    }

    @Test
    void objectsInTheFirstColumnAreRead() {
        String row = "\"{\\\"plan\\\":\\\"pro\\\"}\",\"1\",\"a@x.example\"\n";
        var data = new DataFile.Streamed(new ByteArrayInputStream(utf8(row + row)), "users.csv");
        assertThat(Guessed.of(data, SourceConfig.DEFAULT, true)
                        .config()
                        .dialect()
                        .escape())
                .isEqualTo(Dialect.Escape.BACKSLASH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Customer list\n-- -- --\nid email\n1 a@x.example\n", "\"id\" \"email\"\n\"1\" \"a@x.example\"\n"
            })
    void whoSaysHowTheRowsAreWrittenIsBelieved(String data) {
        assertThatThrownBy(() -> ShownRows.readAs("users.csv", data))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().getFirst().hint())
                                .endsWith(". If it is CSV all the same, write source.format: csv, or --format csv"));
        SourceConfig told = SourceConfig.DEFAULT.withDelimiter(' ');
        assertThat(ShownRows.readAs("users.csv", told, utf8(data))).isNotEmpty();
    }

    @Test
    @Timeout(20)
    void textsThatRepeatThemselvesCostNeitherTimeNorStack() {
        for (String start : new String[] {
            "select " + " from".repeat(300) + " ".repeat(2500),
            "#\n".repeat(2047),
            "--\n".repeat(1365),
            "+" + "-+".repeat(2040),
            "From: a\n" + " \n".repeat(2000),
            "|a|\n|" + "---|".repeat(1000) + "x",
            "version: 1\n\n".repeat(300),
            "\u2500".repeat(1300),
            "data: x\n".repeat(500),
            "\"{" + "\"\"".repeat(2040) + "\"",
            "{".repeat(4090),
            "'{".repeat(2000),
            "// x\n".repeat(800),
            "/**/".repeat(1000),
            "- ".repeat(2000),
            "a:\n".repeat(1300),
            "a:\n b: c\n".repeat(1) + " b: c\n".repeat(500),
            "---\n".repeat(1000),
            "a=1 ".repeat(1000),
            "a=1&".repeat(1000),
            "a <a@x>".repeat(500),
            "a: ".repeat(1300),
            "HTTP/1.1 200\n" + "a: b\n".repeat(800),
            "=" + " =".repeat(2000),
            "x\n --" + " --".repeat(1300) + "x"
        }) {
            String data = start.startsWith("|a|") ? "x" + start : start;
            assertThat(ShownRows.readAs("users.csv", data + "\nx\n")).isNotEmpty();
        }
        assertThatThrownBy(() -> ShownRows.readAs("users.csv", "\"a\" ".repeat(1000) + "\nx\n"))
                .hasMessageContaining("closing quotation mark");
    }

    @Test
    @Timeout(20)
    void aMessageThatRepeatsItselfCostsNeitherTimeNorStack() {
        assertThat(ShownRows.readAs("users.json", "{\"a\":[" + "[1],".repeat(1000) + "1]}\n"))
                .hasSize(1);
        String row = "{" + "\"ok\":1,".repeat(570);
        assertThat(ShownRows.readAs("users.json", row + "\"message\":1}\n")).hasSize(1);
        assertThat(ShownRows.readAs("users.json", row.substring(0, 3990) + "\"message\":1}\n"))
                .hasSize(1);
    }

    @Test
    void theFirstRowOfAStreamIsNoErrorWhereOthersFollow() throws IOException {
        String row = "{\"code\":\"A1\",\"status\":\"active\"}\n";
        var in = new SequenceInputStream(new ByteArrayInputStream(utf8(row)), new ByteArrayInputStream(utf8(row)));
        try (Source source = Sources.open(new DataFile.Streamed(in, "-"))) {
            assertThat(source.next().number()).isEqualTo(1);
            assertThat(source.next().number()).isEqualTo(2);
        }
    }

    @Test
    @Timeout(20)
    void aStreamOfRowsIsNotWaitedFor() throws IOException {
        try (var out = new PipedOutputStream();
                var in = new PipedInputStream(out)) {
            out.write(utf8("{\"id\":1,\"name\":\"Ana Example\"}\n{\"id\":2,\"name\":\"Bo Example\"}\n{"));
            out.flush();
            Source source = Sources.open(new DataFile.Streamed(in, "-"));
            assertThat(source.next().number()).isEqualTo(1);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
