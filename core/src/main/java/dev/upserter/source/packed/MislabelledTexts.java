package dev.upserter.source.packed;

import java.util.List;

/** Texts that a server or a tool wrote in place of the rows. Stateless. */
final class MislabelledTexts {
    private static final String SAVE_AGAIN =
            "open it in Excel or LibreOffice, and save it as .xlsx or CSV. If a server answered with it, fetch the file again";

    static final List<KnownForm> ALL = List.of(
            KnownForm.ofAnyCase(
                    "(<\\?xml[^>]{0,200}>\\s*)?(<\\?mso-application[^>]{0,200}\"Excel\\.Sheet\"|<(ss:)?Workbook\\s[^>]{0,1000}"
                            + "schemas-microsoft-com:office:spreadsheet)",
                    "a workbook of Excel 2003 as XML",
                    SAVE_AGAIN),
            KnownForm.ofAnyCase(
                    "<(!doctype html|html|head|body|meta|style|table|div)\\b.{0,4000}?<t[dh]\\b",
                    "a web page with a table, as some programs write for Excel",
                    SAVE_AGAIN),
            KnownForm.ofAnyCase("<!doctype html|<(html|head|body|script)\\b", "a web page", Mislabelled.SERVED),
            KnownForm.ofAnyCase(
                    "<\\?xml|<[a-z][\\w:.-]*[\\s>/]|<!--",
                    "XML",
                    "export the rows as JSON or CSV; " + Mislabelled.SERVED),
            KnownForm.ofAnyCase(
                    "version https://git-lfs\\.",
                    "a pointer of Git LFS to the file",
                    "fetch the file itself: git lfs pull"),
            KnownForm.ofAnyCase(
                    "[./]*(\\.git/)?/?annex/objects/",
                    "a pointer of git-annex to the file",
                    "fetch the file: git annex get"),
            KnownForm.ofAnyCase("\\[InternetShortcut\\]", "a link to the file", "download the file itself"),
            KnownForm.ofAnyCase(
                    "(?:--(?! (?:MySQL|MariaDB|PostgreSQL database|Host:))[^\\n"
                            + "]*\\n"
                            + "\\s*+)*+(-- (MySQL|MariaDB|PostgreSQL database|Host:)|CREATE (TABLE|DATABASE)\\s[^,;\\n"
                            + "]+[(;]|INSERT INTO\\s[^,\\n"
                            + "]*(VALUES|\\()|DROP TABLE\\s[^,\\n"
                            + "]*;|PRAGMA foreign_keys|SET NAMES |SET statement_timeout)|/\\*!\\d{5}",
                    "a dump of a database", BinaryForms.DUMP));

    private MislabelledTexts() {}
}
