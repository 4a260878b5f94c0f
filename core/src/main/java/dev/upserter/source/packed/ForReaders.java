package dev.upserter.source.packed;

import static dev.upserter.source.packed.KnownForm.EXPORT;
import static dev.upserter.source.packed.KnownForm.ROWS;

import java.util.List;

/**
 * Recognises texts written for people or other programs, which contain no table of rows. Stateless.
 */
final class ForReaders {
    static final List<KnownForm> ALL = List.of(
            KnownForm.form(
                    "(From \\S+@\\S+ [A-Z][a-z]{2} [^\\n"
                            + "]*\\n"
                            + ")?((Return-Path|Received|Delivered-To|MIME-Version|Message-I[Dd]|DKIM-Signature|From|To|Subject|Date|Reply-To|X-[\\w-]+):"
                            + " [^\\n"
                            + "]*\\n"
                            + "(?:[ \t][^\\n"
                            + "]*\\n"
                            + ")*+){3}",
                    "an e-mail", "save the file that is attached to it, or " + EXPORT),
            KnownForm.form("From \\S+@\\S+ [A-Z][a-z]{2} [A-Z][a-z]{2} +\\d", "a mailbox of e-mails", EXPORT),
            KnownForm.form("BEGIN:VCARD\\s", "a file of contacts (vCard)", "export the contacts as CSV"),
            KnownForm.form("BEGIN:VCALENDAR\\s", "a calendar", EXPORT),
            KnownForm.form(
                    "(?:(?:#[^\\n]*|version: \\d+[ \t]*)?\\r?\\n)*+dn:(: ?\\S| \\w+=)",
                    "an export of a directory (LDIF)",
                    "export the people as CSV, one a line"),
            KnownForm.form(
                    "(Dear|Hi|Hello|Hallo|Liebe[rs]?|Sehr geehrte[rs]?|Bonjour|Hola|Estimad[oa]s?) [^\\n"
                            + ",;\t|]{1,60}[,!]?\\s*\\n",
                    "a letter",
                    ROWS),
            KnownForm.form(
                    "(\\[?\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d[^\\n"
                            + "]{0,40}\\b(TRACE|DEBUG|INFO|WARN(ING)?|ERROR|FATAL|SEVERE)\\b[^\\n"
                            + "]*(\\n"
                            + "|$)){2}",
                    "a log of a program", EXPORT),
            KnownForm.form(
                    "(\\S+ \\S+ \\S+ \\[\\d\\d/[A-Z][a-z]{2}/\\d{4}:[^\\n]*(\\n|$)){2}",
                    "a log of a web server", EXPORT),
            KnownForm.form(
                    "Traceback \\(most recent call last\\)|Exception in thread \"|(?i)(fatal |psql: )?error( \\d+)?("
                            + " \\(\\w+\\))?: [^\\n"
                            + "]*\\s*$",
                    "an error of the program that should have written the rows",
                    "read the error, then run the export again"),
            KnownForm.form(
                    "(?is)(select|with)\\s[^\\n]*\\sfrom\\s[^\\n]*+\\s*+$",
                    "a query, and not its answer",
                    "give it as source.query"),
            KnownForm.form("\\[[\\w .-]+\\]\\s*\\n\\s*[\\w.-]+ *=", "a file of settings", ROWS),
            KnownForm.form(
                    "curl: \\(\\d+\\) |wget: |--\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d--  \\w+://|"
                            + "% Total    % Received %|(?:[\\w./-]+: ){1,3}[^\\n"
                            + ",;\t|]{0,200}?(?:command not found|No such file or directory|Permission denied"
                            + "|not found|Connection refused|timed out)\\s*$|(?i)(?:\\d{3} )?(?:access denied|unauthorized|forbidden|not"
                            + " found|bad gateway|bad request|too many requests|gateway time-?out|service unavailable|internal"
                            + " server error|no healthy upstream|upstream connect error[^\\n"
                            + "]*)[.!]?\\s*$",
                    "an error of the program that should have written the rows",
                    "read the error, then run the export again"),
            KnownForm.form(
                    "(?:[^\\n" + "<>,;\t|]{0,60}<[^\\s<>@]+@[^\\s<>]+>(?:[;,]|[ \t]*\\r?\\n)\\s*){2}",
                    "a list of addresses, as e-mail programs write it",
                    "write one address a line, and the name email above them"));

    private ForReaders() {}
}
