import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** Writes the people of {@code generate}, as NDJSON, in all other forms: {@code java Forms FOLDER}, with people.ndjson in it. */
final class Forms {
    private static final String COLUMNS = "{id: 'varchar', email: 'varchar', first_name: 'varchar', last_name: 'varchar',"
            + " company_name: 'varchar', balance: 'decimal(9, 2)', signed_up: 'varchar', active: 'boolean', note: 'varchar'}";

    public static void main(String[] arguments) throws Exception {
        String people = Path.of(arguments[0]).resolve("people") + "";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set threads = 2");
            String rows = "copy (select * from read_json('" + people + ".ndjson', columns = " + COLUMNS + ")) to '" + people;
            statement.execute(rows + ".csv' (format csv, header)");
            statement.execute(rows + ".tsv' (format csv, header, delimiter '\t')");
            statement.execute(rows + ".csv.gz' (format csv, header, compression gzip)");
            statement.execute(rows + ".parquet' (format parquet)");
        }
    }
}
