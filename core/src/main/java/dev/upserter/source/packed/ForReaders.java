package dev.upserter.source.packed;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises texts written for people or other programs, which contain no table of rows, or only a drawn one. Repetitions
 * in a pattern are possessive, so that no text costs much time or stack. Stateless.
 */
final class ForReaders {
    private static final String EXPORT = "export the rows as JSON or CSV";

    /**
     * One kind.
     *
     * @param start a pattern for its start
     * @param what  its name
     * @param hint  what to do instead
     */
    record Kind(Pattern start, String what, String hint) {
        Kind(String start, String what, String hint) {
            this(Pattern.compile(start), what, hint);
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "(From \\S+@\\S+ [A-Z][a-z]{2} [^\\n"
                            + "]*\\n"
                            + ")?((Return-Path|Received|Delivered-To|MIME-Version|Message-I[Dd]|DKIM-Signature|From|To|Subject|Date|Reply-To|X-[\\w-]+):"
                            + " [^\\n"
                            + "]*\\n"
                            + "(?:[ \t][^\\n"
                            + "]*\\n"
                            + ")*+){3}",
                    "an e-mail", "save the file that is attached to it, or " + EXPORT),
            new Kind("From \\S+@\\S+ [A-Z][a-z]{2} [A-Z][a-z]{2} +\\d", "a mailbox of e-mails", EXPORT),
            new Kind("BEGIN:VCARD\\s", "a file of contacts (vCard)", "export the contacts as CSV"),
            new Kind("BEGIN:VCALENDAR\\s", "a calendar", EXPORT),
            new Kind(
                    "(?:(?:#[^\\n]*|version: \\d+[ \t]*)?\\r?\\n)*+dn:(: ?\\S| \\w+=)",
                    "an export of a directory (LDIF)",
                    "export the people as CSV, one a line"),
            new Kind(
                    "(Dear|Hi|Hello|Hallo|Liebe[rs]?|Sehr geehrte[rs]?|Bonjour|Hola|Estimad[oa]s?) [^\\n"
                            + ",;\t|]{1,60}[,!]?\\s*\\n",
                    "a letter",
                    "give the file with the rows"),
            new Kind(
                    "(\\[?\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d[^\\n"
                            + "]{0,40}\\b(TRACE|DEBUG|INFO|WARN(ING)?|ERROR|FATAL|SEVERE)\\b[^\\n"
                            + "]*(\\n"
                            + "|$)){2}",
                    "a log of a program", EXPORT),
            new Kind(
                    "(\\S+ \\S+ \\S+ \\[\\d\\d/[A-Z][a-z]{2}/\\d{4}:[^\\n]*(\\n|$)){2}",
                    "a log of a web server", EXPORT),
            new Kind(
                    "Traceback \\(most recent call last\\)|Exception in thread \"|(?i)(fatal |psql: )?error( \\d+)?("
                            + " \\(\\w+\\))?: [^\\n"
                            + "]*\\s*$",
                    "an error of the program that should have written the rows",
                    "read the error, then run the export again"),
            new Kind(
                    "(?is)(select|with)\\s[^\\n]*\\sfrom\\s[^\\n]*+\\s*+$",
                    "a query, and not its answer",
                    "give it as source.query"),
            new Kind("\\[[\\w .-]+\\]\\s*\\n\\s*[\\w.-]+ *=", "a file of settings", "give the file with the rows"),
            new Kind(
                    "[^\\n]*\\|[^\\n]*\\n-+(?:\\+-+)++\\s*\\n", "a table as psql draws it", "write it with psql --csv"),
            new Kind(
                    "\\+(?:-+\\+)++\\s*\\n\\|",
                    "a table as mysql draws it",
                    "write it with mysql --batch, and give the file the ending .tsv"),
            new Kind("\\|[^\\n]*\\|\\s*\\n\\|(?: *:?-{3,}:? *\\|)++", "a table of Markdown", EXPORT));

    private ForReaders() {}

    /** The kind of a text, by its start. */
    static Optional<Kind> of(String text) {
        String start = text.replace("\r\n", "\n");
        return KINDS.stream()
                .filter(kind -> kind.start().matcher(start).lookingAt())
                .findFirst();
    }
}
