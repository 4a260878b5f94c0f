package dev.upserter.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes workbooks part by part, so that a test can write anything that a program may write. */
public final class Sheets {
    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final StringBuilder tabs = new StringBuilder();
    private final StringBuilder related = new StringBuilder();
    private String properties = "";
    private int count;

    public Sheets() {
        part("[Content_Types].xml", "<Types/>");
        part("_rels/.rels", relationships(relationship("r", "officeDocument", "xl/workbook.xml")));
        related("styles", "styles.xml");
        related("sharedStrings", "/xl/sharedStrings.xml");
        styles("", "");
    }

    /** A workbook of one sheet with these rows. */
    public static Sheets of(String rows) {
        return new Sheets().sheet("People", "", rows);
    }

    /** Adds a sheet; the attributes are those of its entry in the list of sheets. */
    public Sheets sheet(String name, String attributes, String rows) {
        count++;
        related("worksheet", "worksheets/sheet" + count + ".xml");
        tabs.append(
                "<sheet name=\"" + name + "\" sheetId=\"" + count + "\" r:id=\"w" + count + "\" " + attributes + "/>");
        return part(
                "xl/worksheets/sheet" + count + ".xml",
                "<worksheet " + MAIN + "><sheetData>" + rows + "</sheetData><mergeCells/></worksheet>");
    }

    private void related(String type, String target) {
        related.append(relationship(type.equals("worksheet") ? "w" + count : type, type, target));
    }

    private static String relationship(String id, String type, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + OFFICE + "/" + type + "\" Target=\"" + target + "\"/>";
    }

    private static String relationships(String all) {
        return "<Relationships>" + all + "</Relationships>";
    }

    /** The formats, as numFmt elements, and the styles, as xf elements. */
    public Sheets styles(String formats, String styles) {
        return part(
                "xl/styles.xml",
                "<styleSheet " + MAIN + "><numFmts>" + formats
                        + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                        + "<cellXfs><xf numFmtId=\"0\"/>" + styles + "</cellXfs></styleSheet>");
    }

    /** The texts that cells share, as si elements. */
    public Sheets shared(String texts) {
        return part("xl/sharedStrings.xml", "<sst " + MAIN + ">" + texts + "</sst>");
    }

    public Sheets from1904() {
        properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    public Sheets part(String path, String content) {
        parts.put(path, content);
        return this;
    }

    public Path write(Path file) throws IOException {
        part(
                "xl/workbook.xml",
                "<workbook " + MAIN + " xmlns:r=\"" + OFFICE + "\">" + properties + "<sheets>" + tabs
                        + "</sheets></workbook>");
        part("xl/_rels/workbook.xml.rels", relationships(related.toString()));
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                out.putNextEntry(new ZipEntry(part.getKey()));
                out.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return file;
    }

    /** A row of texts. */
    public static String texts(int number, String... texts) {
        var row = new StringBuilder("<row r=\"" + number + "\">");
        for (String text : texts) {
            row.append("<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>");
        }
        return row + "</row>";
    }

    /** A row of cells, as in the XML. */
    public static String row(int number, String cells) {
        return "<row r=\"" + number + "\">" + cells + "</row>";
    }
}
