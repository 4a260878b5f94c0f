package dev.upserter.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes workbooks as Excel does, with sheets of texts and numbers. */
final class Sheets {
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    /** The style of a cell that shows dates, and of one that shows five digits. */
    private static final String STYLES =
            "<styleSheet " + MAIN + "><numFmts><numFmt numFmtId=\"164\" formatCode=\"00000\"/></numFmts><cellXfs><xf"
                    + " numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf"
                    + " numFmtId=\"164\"/></cellXfs></styleSheet>";

    private final List<String> names = new ArrayList<>();
    private final List<String> sheets = new ArrayList<>();

    /**
     * Adds a sheet. A number is a number, {@code day:} makes it a date and {@code five:} a number with five digits; any
     * other cell is a text. A cell of "" is left out.
     *
     * @param rows the cells of each row, separated by {@code |}; an empty text is a row without cells
     */
    Sheets sheet(String name, String... rows) {
        names.add(name);
        var cells = new StringBuilder();
        for (int row = 0; row < rows.length; row++) {
            cells.append("<row r=\"" + (row + 1) + "\">");
            String[] texts = rows[row].split("\\|", -1);
            for (int column = 0; column < texts.length; column++) {
                cells.append(cell((char) ('A' + column) + "" + (row + 1), texts[column]));
            }
            cells.append("</row>");
        }
        sheets.add("<worksheet " + MAIN + "><sheetData>" + cells + "</sheetData></worksheet>");
        return this;
    }

    /** Merges cells of the last sheet, such as {@code A2:A4}. */
    Sheets merged(String... ranges) {
        var cells = new StringBuilder("</sheetData><autoFilter ref=\"A1:B2\"/><mergeCells>");
        for (String range : ranges) {
            cells.append("<mergeCell ref=\"" + range + "\"/>");
        }
        sheets.add(sheets.removeLast().replace("</sheetData>", cells + "</mergeCells>"));
        return this;
    }

    private static String cell(String place, String text) {
        if (text.isEmpty()) {
            return "";
        }
        String number = text.replaceFirst("^(day|five):", "");
        String style = text.startsWith("day:") ? "1" : text.startsWith("five:") ? "2" : "0";
        return number.matches("-?[0-9]+(\\.[0-9]+)?")
                ? "<c r=\"" + place + "\" s=\"" + style + "\"><v>" + number + "</v></c>"
                : "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    Path write(Path file) throws IOException {
        var list = new StringBuilder();
        var related = new StringBuilder(related("s", "styles", "styles.xml"));
        for (int i = 0; i < names.size(); i++) {
            list.append("<sheet name=\"" + names.get(i) + "\" sheetId=\"" + (i + 1) + "\" r:id=\"w" + i + "\"/>");
            related.append(related("w" + i, "worksheet", "worksheets/sheet" + i + ".xml"));
        }
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            part(zip, "[Content_Types].xml", "<Types/>");
            part(
                    zip,
                    "xl/workbook.xml",
                    "<workbook " + MAIN + " xmlns:r=\"" + OFFICE + "\"><sheets>" + list + "</sheets></workbook>");
            part(zip, "xl/_rels/workbook.xml.rels", "<Relationships>" + related + "</Relationships>");
            part(zip, "xl/styles.xml", STYLES);
            for (int i = 0; i < sheets.size(); i++) {
                part(zip, "xl/worksheets/sheet" + i + ".xml", sheets.get(i));
            }
        }
        return file;
    }

    private static String related(String id, String type, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + OFFICE + "/" + type + "\" Target=\"" + target + "\"/>";
    }

    private static void part(ZipOutputStream zip, String path, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
}
