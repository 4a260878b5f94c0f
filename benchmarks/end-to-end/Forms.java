import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the people of {@code generate}, as NDJSON, in all other forms: {@code java Forms FOLDER}, with people.ndjson in it. */
final class Forms {
    private static final String COLUMNS =
            "{id: 'varchar', email: 'varchar', first_name: 'varchar', last_name: 'varchar', company_name: 'varchar',"
                    + " balance: 'decimal(9, 2)', signed_up: 'varchar', active: 'boolean', note: 'varchar'}";

    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final int MOST_ROWS = 1_048_576;

    public static void main(String[] arguments) throws Exception {
        String people = Path.of(arguments[0]).resolve("people") + "";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set threads = 2");
            String rows =
                    "copy (select * from read_json('" + people + ".ndjson', columns = " + COLUMNS + ")) to '" + people;
            statement.execute(rows + ".csv' (format csv, header)");
            statement.execute(rows + ".tsv' (format csv, header, delimiter '\t')");
            statement.execute(rows + ".csv.gz' (format csv, header, compression gzip)");
            statement.execute(rows + ".parquet' (format parquet)");
            try (ResultSet all = statement.executeQuery(
                    "select * from read_json('" + people + ".ndjson', columns = " + COLUMNS + ")")) {
                workbook(all, people + ".xlsx");
            }
        }
    }

    /** A workbook whose cells hold their texts, of at most as many rows as a sheet of Excel has. */
    private static void workbook(ResultSet rows, String file) throws SQLException, IOException {
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(Path.of(file)), 1 << 16));
                var out = new OutputStreamWriter(zip, StandardCharsets.UTF_8)) {
            part(zip, out, "[Content_Types].xml", "<Types/>");
            part(
                    zip,
                    out,
                    "xl/workbook.xml",
                    "<workbook xmlns:r=\"" + OFFICE
                            + "\"><sheets><sheet name=\"People\" r:id=\"a\"/></sheets></workbook>");
            part(
                    zip,
                    out,
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships><Relationship Id=\"a\" Type=\"" + OFFICE
                            + "/worksheet\" Target=\"sheet.xml\"/></Relationships>");
            part(zip, out, "xl/sheet.xml", "<worksheet><sheetData><row>");
            int columns = rows.getMetaData().getColumnCount();
            for (int i = 1; i <= columns; i++) {
                out.write(cell(rows.getMetaData().getColumnName(i)));
            }
            out.write("</row>");
            for (int row = 1; rows.next() && row < MOST_ROWS; row++) {
                out.write("<row>");
                for (int i = 1; i <= columns; i++) {
                    out.write(cell(rows.getObject(i)));
                }
                out.write("</row>");
            }
            out.write("</sheetData></worksheet>");
        }
    }

    private static void part(ZipOutputStream zip, Writer out, String path, String start) throws IOException {
        out.flush();
        zip.putNextEntry(new ZipEntry(path));
        out.write(start);
    }

    private static String cell(Object value) {
        if (value == null) {
            return "<c/>";
        }
        if (value instanceof Boolean bool) {
            return "<c t=\"b\"><v>" + (bool ? 1 : 0) + "</v></c>";
        }
        String text = value.toString().replace("&", "&amp;").replace("<", "&lt;");
        return value instanceof BigDecimal
                ? "<c><v>" + text + "</v></c>"
                : "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + text + "</t></is></c>";
    }
}
