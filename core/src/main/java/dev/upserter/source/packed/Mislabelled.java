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
    static final String SERVED =
            "a server answered with it in place of the file. Look at its text, and fetch the file again";

    /** Begins like a row of JSON. */
    private static final List<KnownForm> LINK = List.of(KnownForm.ofAnyCase(
            "\\{\\s*\"(url|doc_id)\"\\s*:\\s*\"[^\"]*\"\\s*,\\s*\"(doc_id|url|resource_id|email)\"",
            "a link to a document of Google Drive",
            "download the document as CSV"));

    /** The start of rows of JSON. */
    private static final Pattern ROWS = Pattern.compile("(?:\\[\\s*)?(?:\\{\\s*(?:[\"}]|$)|$)");

    /** Delimiters that no drawing has. */
    private static final String DELIMITERS = ",;\t^~";

    private static final String AS_CSV = ". If it is CSV all the same, write source.format: csv, or --format csv";

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

    /** Whether data are not text, by their first bytes. */
    public static boolean isBinary(HeadStream in) throws IOException {
        in.require(LOOKED_AT);
        String start = start(in);
        return isTar(start)
                || BinaryForms.all().stream()
                        .anyMatch(forms -> KnownForm.in(forms, start).isPresent());
    }

    /**
     * Refuses what is not a table.
     *
     * @param in     the text, or the bytes of a file that is not text
     * @param isTold whether it is configured how the rows are written, so that a text is believed to have them
     */
    public static void refuse(HeadStream in, String name, boolean isTold) throws IOException {
        boolean rows = startsRows(in.require(FIRST));
        in.require(rows ? FIRST : LOOKED_AT);
        String start = start(in);
        String unmarked = start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start;
        String text = unmarked.stripLeading();
        if (!rows || text.isEmpty() || start.indexOf('\0') >= 0) {
            refuseOthers(start, text, name);
        }
        refuse(List.of(Notations.SEQUENCE), unmarked, name);
        refuse(LINK, text, name);
        if (!isTold) {
            String lines = text.replace("\r\n", "\n");
            refuseTexts(lines, unmarked, name, rows);
            WrappedRows.in(lines, in.length() <= LOOKED_AT && in.isWhole())
                    .ifPresent(form -> refuseUnlessCsv(form, name));
        }
        if (ERROR_BEGUN.matcher(text).lookingAt() && isError(in.require(LOOKED_AT))
                || MESSAGE.matcher(text).matches() && isMessage(in.require(LOOKED_AT))) {
            throw refused(name, "an error that a service answered with, and not the rows", SERVED);
        }
    }

    /** Refuses by what does not begin like rows of JSON. Its patterns take longer to be compiled than a small file to be read. */
    private static void refuseOthers(String start, String text, String name) {
        BinaryForms.all().forEach(forms -> refuse(forms, start, name));
        if (isTar(start)) {
            throw refused(
                    name, "a tar archive", "unpack it, and give the file with the rows, or a pattern for several");
        }
        refuse(MislabelledTexts.ALL, text, name);
        refuse(ForReaders.ALL, text, name);
    }

    /** Most rows of JSON start like this, so a stream of them is not waited for. */
    private static boolean startsRows(HeadStream in) {
        return ROWS.matcher(start(in).stripLeading()).lookingAt();
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

    /** A text that looks like one of these forms may still have a table that a delimiter cuts. */
    private static void refuseTexts(String text, String unmarked, String name, boolean rows) {
        if (!rows) {
            drawn(text, unmarked)
                    .filter(form -> !EvenTable.isIn(text, DELIMITERS))
                    .ifPresent(form -> refuseUnlessCsv(form, name));
        }
        Notations.inJson(text, name).ifPresent(form -> refuseUnlessCsv(form, name));
        KnownForm.in(Notations.OTHERS, text)
                .filter(form -> !EvenTable.isIn(text, DELIMITERS + "|"))
                .ifPresent(form -> refuseUnlessCsv(form, name));
    }

    private static Optional<KnownForm> drawn(String text, String unmarked) {
        return KnownForm.in(DrawnTables.ALL, text)
                .or(() -> Optional.of(DrawnTables.FIXED_WIDTH).filter(form -> DrawnTables.isOfFixedWidth(unmarked)));
    }

    private static void refuseUnlessCsv(KnownForm form, String name) {
        throw refused(name, form.what(), form.hint() + AS_CSV);
    }

    private static void refuse(List<KnownForm> forms, String start, String name) {
        KnownForm.in(forms, start).ifPresent(form -> {
            throw refused(name, form.what(), form.hint());
        });
    }

    private static boolean isTar(String start) {
        return start.startsWith("ustar", TAR);
    }

    private static ProblemException refused(String name, String what, String hint) {
        return SourceProblems.stop(new Location.InFile(name), "this is " + what, hint);
    }
}
