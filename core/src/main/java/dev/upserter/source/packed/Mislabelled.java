package dev.upserter.source.packed;

import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.SourceProblems;
import dev.upserter.source.stream.HeadStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises files that hold no table of rows, whatever their name: a page, a pointer, a dump, a document. Stateless. */
public final class Mislabelled {
    private static final int FIRST = 24;
    private static final int LOOKED_AT = 4096;
    private static final int TAR = 257;
    private static final String EXPORT = "export the rows as JSON or CSV";
    private static final String SERVED =
            "a server answered with it in place of the file; look at its text, and fetch the file again";
    private static final String DUMP = "restore it, and export the table as CSV, or ask the database with source.query";

    /**
     * One kind.
     *
     * @param start a pattern for its start, at the first character that is not blank; in any letter case
     * @param what  its name
     * @param hint  what to do instead
     */
    private record Kind(Pattern start, String what, String hint) {
        Kind(String start, String what, String hint) {
            this(Pattern.compile(start, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), what, hint);
        }
    }

    private static final List<Kind> BINARY = List.of(
            new Kind(
                    "PK\u0003\u0004",
                    "a ZIP archive or an Excel workbook",
                    "save it to a file as it is, and give the file's name: a workbook is read, and an archive that"
                            + " holds one file; or unpack it"),
            new Kind(
                    "\u00d0\u00cf\u0011\u00e0",
                    "an old Excel workbook (.xls), another old Office document, or one that is protected by a password",
                    "save it as .xlsx without a password, or export the rows as CSV"),
            new Kind("SQLite format 3\0", "an SQLite database", "export the table as CSV"),
            new Kind("Obj\u0001", "an Avro file", EXPORT),
            new Kind("ORC.{0,4}[\0-\u0008]", "an ORC file", EXPORT),
            new Kind("%PDF-", "a PDF document", EXPORT),
            new Kind("\\{\\\\rtf", "a text document (RTF)", EXPORT),
            new Kind("\u0089PNG|\u00ff\u00d8\u00ff|GIF8", "a picture", "give the file with the rows"),
            new Kind(
                    "\0{3}\u0001Bud1",
                    "a .DS_Store file, in which macOS keeps how a folder looks", "give the file with the rows"),
            new Kind(
                    "\0{24}",
                    "a file of zero bytes, as a full disk or a broken copy leaves it",
                    Compression.COPY_AGAIN),
            new Kind("\u007fELF|MZ.{1,100}\0|\u00ca\u00fe\u00ba\u00be", "a program", "give the file with the rows"),
            new Kind("ARROW1\0|FEA1\0?", "an Arrow file", EXPORT + ", or as Parquet"),
            new Kind("\u0080[\u0002-\u0005][^\n]{0,100}\0", "a file of pickled Python objects", EXPORT),
            new Kind("\u0089HDF", "an HDF5 file", EXPORT),
            new Kind("7z\u00bc\u00af|Rar!\u001a", "a 7-Zip or RAR archive", "unpack it first"),
            new Kind("PGDMP", "a dump of PostgreSQL", DUMP));

    private static final List<Kind> TEXT = List.of(
            new Kind("<!doctype html|<(html|head|body|script)\\b", "a web page", SERVED),
            new Kind("<\\?xml|<[a-z][\\w:.-]*[\\s>/]|<!--", "XML", "export the rows as JSON or CSV; " + SERVED),
            new Kind(
                    "version https://git-lfs\\.",
                    "a pointer of Git LFS to the file",
                    "fetch the file itself: git lfs pull"),
            new Kind(
                    "[./]*(\\.git/)?/?annex/objects/",
                    "a pointer of git-annex to the file",
                    "fetch the file: git annex get"),
            new Kind("\\[InternetShortcut\\]", "a link to the file", "download the file itself"),
            new Kind(
                    "\\{\\s*\"(url|doc_id)\"\\s*:\\s*\"[^\"]*\"\\s*,\\s*\"(doc_id|url|resource_id|email)\"",
                    "a link to a document of Google Drive",
                    "download the document as CSV"),
            new Kind(
                    "(?:--(?! (?:MySQL|MariaDB|PostgreSQL database|Host:))[^\\n"
                            + "]*\\n"
                            + "\\s*+)*+(-- (MySQL|MariaDB|PostgreSQL database|Host:)|CREATE (TABLE|DATABASE)\\s[^,;\\n"
                            + "]+[(;]|INSERT INTO\\s[^,\\n"
                            + "]*(VALUES|\\()|DROP TABLE\\s[^,\\n"
                            + "]*;|PRAGMA foreign_keys|SET NAMES |SET statement_timeout)|/\\*!\\d{5}",
                    "a dump of a database", DUMP));

    /** The error answer of a service; a row that starts like it has others beside it, or an identifier. */
    private static final Pattern ERROR_BEGUN =
            Pattern.compile("\\{\\s*\"(errors?|error_?message|fault)\"", Pattern.CASE_INSENSITIVE);

    private static final Pattern ERROR = Pattern.compile(
            "\\{\\s*\"(errors?|error_?message|fault)\"\\s*:\\s*(\"[^\"]+\"|[\\[{]).*\\}\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** One that says what is wrong without naming it an error: a message, and beside it only what services add to one. */
    private static final Pattern MESSAGE = Pattern.compile(
            "\\{\\s*(?=[^{}]*\"message\"\\s*:)(?:\"(?:message|status|code|statusCode|status_code|error|success|ok|type|name|path"
                    + "|details?|documentation_url|request_?id|timestamp)\"\\s*:\\s*(?:\"[^\"]*+\"|-?\\d++|true|false|null)"
                    + "\\s*(?:,\\s*(?!\\})|(?=\\}))){2,20}+\\}\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Mislabelled() {}

    /**
     * Refuses what is not a table.
     *
     * @param in the text, or the bytes of a file that is not text
     */
    public static void refuse(HeadStream in, String name) throws IOException {
        boolean rows = startsRows(in.require(FIRST));
        in.require(rows ? FIRST : LOOKED_AT);
        String start = start(in);
        for (Kind kind : BINARY) {
            refuse(kind, start, name);
        }
        if (start.startsWith("ustar", TAR)) {
            throw refused(
                    name, "a tar archive", "unpack it, and give the file with the rows, or a pattern for several");
        }
        String text = (start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start).stripLeading();
        for (Kind kind : TEXT) {
            refuse(kind, text, name);
        }
        Optional<ForReaders.Kind> prose = ForReaders.of(text);
        if (prose.isPresent()) {
            throw refused(name, prose.get().what(), prose.get().hint());
        }
        if (ERROR_BEGUN.matcher(text).lookingAt() && isError(in.require(LOOKED_AT))
                || MESSAGE.matcher(text).matches() && isMessage(in.require(LOOKED_AT))) {
            throw refused(name, "an error that a service answered with, and not the rows", SERVED);
        }
    }

    /** Most rows of JSON start like this, so a stream of them is not waited for. */
    private static boolean startsRows(HeadStream in) {
        String start = start(in).stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }

    private static String start(HeadStream in) {
        return new String(in.head(), 0, Math.min(LOOKED_AT, in.length()), StandardCharsets.ISO_8859_1);
    }

    private static boolean isError(HeadStream in) {
        String text = start(in).strip();
        return in.isWhole()
                && !hasPerson(text)
                && !text.contains("}\n{")
                && ERROR.matcher(text).matches();
    }

    /** What has arrived of a stream so far may be its first row. */
    private static boolean isMessage(HeadStream in) {
        String text = start(in).strip();
        return in.isWhole() && !hasPerson(text) && MESSAGE.matcher(text).matches();
    }

    private static boolean hasPerson(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return small.contains("\"id\"") || small.contains("email");
    }

    private static void refuse(Kind kind, String start, String name) {
        if (kind.start().matcher(start).lookingAt()) {
            throw refused(name, kind.what(), kind.hint());
        }
    }

    private static ProblemException refused(String name, String what, String hint) {
        return SourceProblems.stop(new Location.InFile(name), "this is " + what, hint);
    }
}
