package dev.upserter.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that are truncated, joined, packed or misnamed, by a name and what is wrong with them. Stateless. */
final class DamagedFiles {
    private static final String CSV = "id,email\n1,ana@x.example\n2,bo@x.example\n";
    private static final String MORE = "3,cy@x.example\n4,di@x.example\n";
    private static final String NDJSON =
            "{\"id\":\"1\",\"email\":\"ana@x.example\"}\n{\"id\":\"2\",\"email\":\"bo@x.example\"}\n";
    private static final String JSON = "[" + NDJSON.strip().replace("\n", ",\n ") + "]";
    private static final String OTHERS = JSON.replace("\"1\"", "\"3\"").replace("\"2\"", "\"4\"");
    private static final String BOM = "\ufeff";

    private DamagedFiles() {}

    /** The families, each with its files by name; the part of a key after a bar does not belong to the file's name. */
    static Map<String, byte[]> of(String family) throws IOException {
        return switch (family) {
            case "cut" -> cut();
            case "joined" -> joined();
            case "packed" -> packed();
            case "archives" -> archives();
            case "mislabelled" -> mislabelled();
            default -> throw new IllegalArgumentException(family);
        };
    }

    private static Map<String, byte[]> cut() {
        var files = new LinkedHashMap<String, byte[]>();
        put(files, "users.csv|in the last cell", CSV.substring(0, CSV.length() - 4));
        put(files, "users.csv|before the last cell", CSV.substring(0, CSV.lastIndexOf("bo@")));
        put(files, "users.csv|after the identifier", CSV.substring(0, CSV.lastIndexOf(",bo@")));
        put(files, "users.csv|in the header", "id,em");
        put(files, "users.csv|inside of quotes", CSV + "3,\"cy@x.exam");
        put(files, "users.csv|between the bytes of a letter", bytes(CSV + "3,\u00e9"), -1);
        put(files, "users.ndjson|in a line", NDJSON.substring(0, NDJSON.length() - 9));
        put(files, "users.ndjson|at the end of a line", NDJSON.substring(0, NDJSON.indexOf('\n')));
        put(files, "users.json|inside of an object", JSON.substring(0, JSON.length() - 9));
        put(files, "users.json|after a comma", JSON.substring(0, JSON.indexOf(",\n") + 1));
        put(files, "users.json|before its last bracket", JSON.substring(0, JSON.length() - 1));
        put(files, "users.json|after its first bracket", "[");
        put(files, "users.json|a document with its rows inside", "{\"data\": " + JSON);
        put(files, "users.tsv|in the last cell", CSV.replace(',', '\t').substring(0, CSV.length() - 4));
        return files;
    }

    private static Map<String, byte[]> joined() {
        var files = new LinkedHashMap<String, byte[]>();
        put(files, "users.csv|with the header again", CSV + "id,email\n" + MORE);
        put(files, "users.csv|with the header again, in quotes", CSV + "\"id\",\"email\"\n" + MORE);
        put(files, "users.csv|with the header again, after a byte-order mark", BOM + CSV + BOM + "id,email\n" + MORE);
        put(files, "users.csv|with the columns in another order", CSV + "email,id\ncy@x.example,3\n");
        put(
                files,
                "users.csv|with a header of more columns",
                CSV + "id,email,plan\n3,cy@x.example,pro\n4,di@x.example,pro\n");
        put(files, "users.csv|with other line ends", CSV + MORE.replace("\n", "\r\n"));
        put(files, "users.csv|without a line end between", CSV.strip() + CSV);
        put(files, "users.csv|with a byte-order mark in the middle", CSV + BOM + MORE);
        put(files, "users.csv|with other delimiters", CSV + MORE.replace(',', ';'));
        put(files, "users.csv|with NDJSON", CSV + NDJSON);
        put(files, "users.json|two arrays", JSON + "\n" + OTHERS);
        put(files, "users.json|two arrays, a comma between", JSON + ",\n" + OTHERS);
        put(files, "users.json|two arrays without a line end between", JSON + OTHERS);
        put(files, "users.json|an array and lines", JSON + "\n" + NDJSON);
        put(files, "users.json|an array inside of an array", "[" + JSON + "," + OTHERS + "]");
        put(files, "users.json|a comma after the last object", JSON.replace("]", ",]"));
        put(
                files,
                "users.ndjson|with a byte-order mark in the middle",
                NDJSON + BOM + "{\"id\":\"3\",\"email\":\"cy@x.example\"}\n");
        put(files, "users.ndjson|with an array", NDJSON + OTHERS);
        put(
                files,
                "users.ndjson|without a line end between",
                NDJSON.strip() + "{\"id\":\"3\",\"email\":\"cy@x.example\"}\n");
        put(files, "users.ndjson|with commas between", NDJSON.replace("}\n", "},\n"));
        put(files, "users.csv.gz|a packed and a plain one", concat(gzip(CSV), bytes(MORE)), 0);
        return files;
    }

    private static Map<String, byte[]> packed() {
        var files = new LinkedHashMap<String, byte[]>();
        byte[] two = concat(gzip(CSV), gzip(MORE));
        byte[] many = two;
        for (int i = 10; i < 60; i++) {
            many = concat(many, gzip(i + ",p" + i + "@x.example\n"));
        }
        put(files, "users.csv.gz|one member", gzip(CSV), 0);
        put(files, "users.csv.gz|two members", two, 0);
        put(files, "users.csv.gz|many members", many, 0);
        put(files, "users.csv.gz|an empty member", gzip(""), 0);
        put(files, "users.csv|packed with gzip", gzip(CSV), 0);
        put(files, "users.csv.gz|not packed", CSV);
        put(files, "users.csv.gz|cut inside of its only member", gzip(CSV), -20);
        put(files, "users.csv.gz|cut inside of its checksum", gzip(CSV), -3);
        put(files, "users.csv.gz|cut inside of its second member", two, -20);
        put(
                files,
                "users.csv.gz|cut inside of the head of its second member",
                Arrays.copyOf(two, gzip(CSV).length + 4),
                0);
        put(files, "users.csv.gz|its checksum is wrong", changed(gzip(CSV), -6), 0);
        put(files, "users.csv.gz|zeros after it", Arrays.copyOf(gzip(CSV), 2000), 0);
        put(files, "users.csv.gz|empty file", "");
        byte[] frames = concat(zstd(CSV), zstd(MORE));
        byte[] skippable = {0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4};
        put(files, "users.csv.zst|one frame", zstd(CSV), 0);
        put(files, "users.csv.zst|two frames", frames, 0);
        put(files, "users.csv.zst|a skippable frame first", concat(skippable, frames), 0);
        put(files, "users.csv.zst|a skippable frame last", concat(frames, skippable), 0);
        put(files, "users.csv.zst|skippable frames alone", concat(skippable, skippable), 0);
        put(files, "users.csv.zst|cut inside of its last frame", frames, -5);
        put(files, "users.csv.zst|cut inside of a skippable frame", concat(frames, skippable), -2);
        put(
                files,
                "users.csv.zst|cut inside of the head of its last frame",
                Arrays.copyOf(frames, zstd(CSV).length + 2),
                0);
        put(files, "users.csv.gz|packed twice with gzip", gzip(gzip(CSV)), 0);
        put(files, "users.csv.gz|zstd in gzip", gzip(zstd(CSV)), 0);
        put(files, "users.csv.zst|gzip in zstd", Zstd.compress(gzip(CSV)), 0);
        put(files, "users.csv|packed with bzip2", bytes("BZh91AY&SY"), 0);
        put(files, "users.csv|packed with xz", latin("\u00fd7zXZ\0\0"), 0);
        put(files, "users.csv|packed with lz4", latin("\u0004\"M\u0018dp"), 0);
        put(files, "users.csv|packed with compress", latin("\u001f\u009d\u0090abc"), 0);
        put(files, "users.csv|packed with snappy", latin("\u00ff\u0006\0\0sNaPpY"), 0);
        return files;
    }

    private static Map<String, byte[]> archives() throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        byte[] one = zip("users.csv", CSV);
        put(files, "users.zip|one file", one, 0);
        put(files, "users.csv|a ZIP archive of one file", one, 0);
        put(files, "users.zip|no file", zip(), 0);
        put(files, "users.zip|a folder alone", zip("exports/", ""), 0);
        put(files, "users.zip|two files", zip("a.csv", CSV, "b.csv", CSV), 0);
        put(files, "users.zip|one file, and what macOS adds", zip("users.csv", CSV, "__MACOSX/._users.csv", "x"), 0);
        put(files, "users.zip|a password", protectedBy(one), 0);
        put(
                files,
                "users.zip|a password, and what macOS adds",
                protectedBy(zip("users.csv", CSV, "__MACOSX/._users.csv", "x")),
                0);
        put(files, "users.zip|cut", one, -30);
        put(files, "users.zip|its content is damaged", changed(one, one.length / 2 - 20), 0);
        put(files, "users.zip|packed inside", zip("users.csv.gz", new String(gzip(CSV), ISO_8859_1)), 0);
        put(files, "users.zip|an archive inside", zip("users.zip", new String(one, ISO_8859_1)), 0);
        put(files, "users.csv.gz|a ZIP archive inside", gzip(one), 0);
        put(files, "users.zip|a picture inside", zip("users.csv", "\u0089PNG\r\n"), 0);
        byte[] tar = Arrays.copyOf(bytes("users.csv"), 1536);
        System.arraycopy(bytes("ustar"), 0, tar, 257, 5);
        put(files, "users.csv|a tar archive", tar, 0);
        put(files, "users.tar.gz|a packed tar archive", gzip(tar), 0);
        put(files, "users.csv|a 7-Zip archive", latin("7z\u00bc\u00af'\u001c\0\4"), 0);
        put(files, "users.csv|a RAR archive", latin("Rar!\u001a\u0007\0"), 0);
        byte[] workbook =
                Files.readAllBytes(Path.of("..", "core", "src", "test", "resources", "workbooks", "xlsxwriter.xlsx"));
        put(files, "users.csv|a workbook", workbook, 0);
        put(files, "users.xlsx|cut", workbook, -30);
        put(files, "users.xlsx|CSV", CSV);
        put(files, "users.csv|an old workbook", latin("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"), 0);
        put(
                files,
                "users.csv|an OpenDocument sheet",
                zip("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                0);
        return files;
    }

    private static Map<String, byte[]> mislabelled() {
        var contents = new LinkedHashMap<String, byte[]>();
        put(contents, "empty file", "");
        put(contents, "a byte-order mark alone", BOM);
        put(contents, "a line end alone", "\n");
        put(contents, "blanks alone", "  \n \n");
        put(contents, "a header alone", "id,email\n");
        put(contents, "an empty array", "[]");
        put(contents, "an empty object", "{}");
        put(contents, "null", "null");
        put(contents, "a web page", "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n");
        put(
                contents,
                "a web page with a table",
                "<html><body><table>\n<tr><th>id</th><th>email</th></tr>\n<tr><td>1</td></tr></table></body></html>\n");
        put(
                contents,
                "a workbook of Excel 2003 as XML",
                "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook>\n");
        put(contents, "XML", "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>\n");
        put(contents, "a PDF document", "%PDF-1.7\n1 0 obj\n");
        put(contents, "an error of a service", "{\"error\": {\"code\": 401, \"message\": \"unauthorized\"}}");
        put(contents, "another error of a service", "{\"message\": \"Not Found\", \"status\": 404}");
        put(
                contents,
                "a pointer of Git LFS",
                "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n");
        put(contents, "a dump of MySQL", "-- MySQL dump 10.13  Distrib 8.0.36\n--\nCREATE TABLE `users` (\n");
        put(contents, "a dump of PostgreSQL", "--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;\n");
        put(contents, "an e-mail", "From: Ana <a@x.example>\nTo: Bo <b@x.example>\nSubject: Hi, Bo\n\nHello Bo,\n");
        put(contents, "a mailbox", "From ana@x.example Fri Jan  2 10:20:30 2026\nFrom: Ana <a@x.example>\n\nHi\n");
        put(contents, "contacts", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nEMAIL:a@x.example\r\nEND:VCARD\r\n");
        put(contents, "a directory", "version: 1\n\ndn: cn=Ana,dc=x\ncn: Ana\nmail: a@x.example\n");
        put(contents, "a letter", "Dear Ana,\n\nthank you for your order, which we have received.\n");
        put(contents, "a log", "2026-01-02 10:20:00,123 INFO  [main] up\n2026-01-02 10:20:01,456 WARN  [main] slow\n");
        put(
                contents,
                "a log of a web server",
                "127.0.0.1 - - [02/Jan/2026:10:20:00 +0000] \"GET / HTTP/1.1\" 200 1\n".repeat(2));
        put(contents, "an error of a program", "ERROR 1045 (28000): Access denied for user 'x'\n");
        put(contents, "a query", "select id, email from people;\n");
        put(contents, "settings", "[section]\nkey=value\n");
        put(contents, "a table that psql drew", " id |    email\n----+-------------\n  1 | a@x.example\n(1 row)\n");
        put(contents, "a table that mysql drew", "+----+-------+\n| id | email |\n+----+-------+\n|  1 | a@x   |\n");
        put(contents, "a table of Markdown", "| id | email |\n|---|---|\n| 1 | a@x.example |\n");
        put(contents, "a folder's .DS_Store", latin("\0\0\0\u0001Bud1\0\0\u0010\0\0\0\u0008\0"), 0);
        put(contents, "a picture", latin("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"), 0);
        put(contents, "a program", latin("\u007fELF\u0002\u0001\u0001\0\0\0\0\0"), 0);
        put(contents, "an Arrow file", latin("ARROW1\0\0\u00ff\u00ff\u00ff\u00ff"), 0);
        put(contents, "an Avro file", latin("Obj\u0001\u0004\u0014avro.codec"), 0);
        put(contents, "an SQLite database", latin("SQLite format 3\0\u0010\0"), 0);
        put(contents, "pickled objects of Python", latin("\u0080\u0004\u0095\u001a\0\0\0\0\0\0\0}"), 0);
        put(contents, "zeros", new byte[600], 0);
        put(
                contents,
                "a configuration",
                "{\"userId\": \"id\", \"mappings\": [{\"from\": \"email\", \"to\": \"email\"}]}");
        put(contents, "one text", "\"user-1\"");
        put(contents, "numbers", "[1, 2, 3]");
        put(contents, "lists", "[[\"id\", \"email\"], [\"1\", \"ana@x.example\"]]");
        var files = new LinkedHashMap<String, byte[]>();
        contents.forEach((what, content) -> files.put("users.csv|" + what, content));
        contents.forEach((what, content) -> files.put("users.json|" + what, content));
        put(files, "users.json|CSV", CSV);
        put(files, "users.csv|JSON", JSON);
        put(files, "users.csv|NDJSON", NDJSON);
        put(files, "users.json|NDJSON", NDJSON);
        put(files, "users.ndjson|JSON", JSON);
        put(files, "users.tsv|CSV", CSV);
        put(files, "users.csv|TSV", CSV.replace(',', '\t'));
        put(files, "users.parquet|CSV", CSV);
        return files;
    }

    private static void put(Map<String, byte[]> files, String name, String text) {
        files.put(name, bytes(text));
    }

    /**
     * @param change how many bytes longer, or shorter if negative
     */
    private static void put(Map<String, byte[]> files, String name, byte[] content, int change) {
        files.put(name, Arrays.copyOf(content, content.length + change));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** With another byte at this position, counted from the end if negative. */
    private static byte[] changed(byte[] content, int at) {
        byte[] changed = content.clone();
        changed[at < 0 ? content.length + at : at] ^= 0x55;
        return changed;
    }

    private static byte[] zstd(String text) {
        return Zstd.compress(bytes(text));
    }

    private static byte[] gzip(String text) {
        return gzip(bytes(text));
    }

    private static byte[] gzip(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }

    /** An archive of files: names and contents in turn. */
    private static byte[] zip(String... files) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            for (int i = 0; i < files.length; i += 2) {
                var entry = new ZipEntry(files[i]);
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(latin(files[i + 1]));
                zip.closeEntry();
            }
        }
        return packed.toByteArray();
    }

    /** With the flag for encryption on its first file, there and in the table of contents. */
    private static byte[] protectedBy(byte[] archive) {
        byte[] locked = archive.clone();
        locked[6] |= 1;
        int table = new String(archive, ISO_8859_1).indexOf("PK\u0001\u0002");
        locked[table + 8] |= 1;
        return locked;
    }
}
