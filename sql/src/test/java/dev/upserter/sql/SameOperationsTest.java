package dev.upserter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.report.RunReport;
import dev.upserter.run.option.RunOptions;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.traffic.RecordedRequest;
import dev.upserter.source.DataFile;
import dev.upserter.sync.OneSync;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** The same ten thousand people become the same operations, byte for byte, whatever the format of the data. */
class SameOperationsTest {
    private static final int ROWS = 10_000;
    private static final List<String> FIELDS = List.of("id", "email", "name", "note", "plan");
    private static final String[] NOTES = {
        "plain",
        "with, comma",
        "with; semicolon",
        "say \"hi\"",
        "two\nlines",
        "tab\there",
        "back\\slash",
        "Zoë 中文 🙂",
        " blanks "
    };
    private static final JsonFactory JSON = new JsonFactory();

    @TempDir
    Path folder;

    private final List<Map<String, String>> people = new ArrayList<>();
    private String expected = "";

    @BeforeEach
    void write() throws Exception {
        var random = new Random(20261125);
        for (int i = 0; i < ROWS; i++) {
            var person = new LinkedHashMap<String, String>();
            person.put("id", String.format(Locale.ROOT, "%07d", i));
            person.put("email", "p" + i + "@example.com");
            person.put("name", "Person " + random.nextInt(1000));
            if (random.nextBoolean()) {
                person.put("note", NOTES[random.nextInt(NOTES.length)]);
            }
            if (random.nextInt(3) > 0) {
                person.put("plan", random.nextBoolean() ? "free" : "pro");
            }
            people.add(person);
        }
        write("people.json", "[" + lines(",\n") + "]\n");
        write("people.ndjson", lines("\n") + "\n");
        write("people.csv", separated(','));
        write("people.tsv", separated('\t'));
        Duck.execute("copy (select * from read_csv('" + folder.resolve("people.csv")
                + "', all_varchar = true, header = true, nullstr = '')) to '" + folder.resolve("people.parquet") + "'");
        expected = operations(DataFile.of(folder.resolve("people.json")));
        assertThat(expected).contains("p9999@example.com").hasSizeGreaterThan(1_000_000);
    }

    @Test
    void everyFormPackedOrNotFromAFileOrAStream() throws Exception {
        for (String name : List.of("people.json", "people.ndjson", "people.csv", "people.tsv")) {
            for (String ending : List.of("", ".gz", ".zst")) {
                Path file = folder.resolve(name + ending);
                assertThat(operations(DataFile.of(file))).as(name + ending).isEqualTo(expected);
                try (var in = Files.newInputStream(file)) {
                    assertThat(operations(new DataFile.Streamed(in, name)))
                            .as("stream of " + name + ending)
                            .isEqualTo(expected);
                }
            }
        }
        assertThat(operations(DataFile.of(folder.resolve("people.parquet")))).isEqualTo(expected);
    }

    @Test
    void sqlOverFiles() throws Exception {
        assertThat(operations(Reading.query("select * from 'people.parquet'", folder)))
                .isEqualTo(expected);
        assertThat(operations(Reading.query(
                        "select * from read_csv('people.csv.gz', all_varchar = true, header = true, nullstr = '')",
                        folder)))
                .isEqualTo(expected);
        assertThat(operations(Reading.query("select * from 'people.parquet' order by id", folder)))
                .isEqualTo(expected);
    }

    @Test
    void aTableOfPostgres() throws Exception {
        Postgres server = WithPostgres.server();
        server.execute("create table people (id text, email text, name text, note text, plan text)");
        try (Connection connection = server.connect()) {
            new CopyManager(connection.unwrap(BaseConnection.class))
                    .copyIn(
                            "copy people from stdin (format csv, header)",
                            new StringReader(Files.readString(folder.resolve("people.csv"))));
        }

        assertThat(operations(Reading.query("select * from people order by id", Reading.database(server.url()))))
                .isEqualTo(expected);
    }

    /** All entries of all requests, in the order in which they arrived. */
    private String operations(DataFile data) throws IOException {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.recordRequests(true);
            SyncConfig config = SyncConfig.builder("people", "id")
                    .nulls(Nulls.SKIP)
                    .parallelism(1)
                    .endpoint(sandbox.endpoint())
                    .credentials(new Credentials(sandbox.siteId(), sandbox.apiKey()))
                    .build();
            RunReport report = OneSync.of(config).run(data, RunOptions.in(folder.resolve("state")));
            assertThat(report.records().delivered())
                    .as(() -> report.problems().toString())
                    .isEqualTo(ROWS);
            return sandbox.requests().stream()
                    .map(RecordedRequest::bodyText)
                    .filter(body -> body.startsWith("{\"batch\":["))
                    .map(body -> body.substring("{\"batch\":[".length(), body.length() - "]}".length()))
                    .collect(Collectors.joining(","));
        }
    }

    private void write(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve(name), bytes);
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name + ".gz")))) {
            gzip.write(bytes);
        }
        try (OutputStream zstd = new ZstdOutputStream(Files.newOutputStream(folder.resolve(name + ".zst")))) {
            zstd.write(bytes);
        }
    }

    private String lines(String between) throws IOException {
        var lines = new ArrayList<String>();
        for (Map<String, String> person : people) {
            var line = new StringWriter();
            try (JsonGenerator json = JSON.createGenerator(line)) {
                json.writeStartObject();
                for (Map.Entry<String, String> field : person.entrySet()) {
                    json.writeStringField(field.getKey(), field.getValue());
                }
                json.writeEndObject();
            }
            lines.add(line.toString());
        }
        return String.join(between, lines);
    }

    private String separated(char by) {
        String delimiter = String.valueOf(by);
        return String.join(delimiter, FIELDS) + "\n"
                + people.stream()
                        .map(person -> FIELDS.stream()
                                .map(field -> person.containsKey(field)
                                        ? '"' + person.get(field).replace("\"", "\"\"") + '"'
                                        : "")
                                .collect(Collectors.joining(delimiter)))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
