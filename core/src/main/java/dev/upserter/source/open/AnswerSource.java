package dev.upserter.source.open;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.record.Header;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.DataFile;
import dev.upserter.source.QueryConfig;
import dev.upserter.source.Source;
import dev.upserter.source.json.NdjsonSource;
import dev.upserter.source.stream.FileEnd;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of a query's saved rows, see {@link Spool}: their places are row numbers.
 *
 * @param records  the rows
 * @param name     the name in messages
 * @param columns  of the rows
 * @param warnings what is suspicious about the rows as a whole
 */
record AnswerSource(NdjsonSource records, String name, List<String> columns, List<Problem> warnings) implements Source {
    /** The version of the file format. */
    static final String VERSION = "1";

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * @param query the query, for the place of warnings; null if it is no longer known
     */
    static AnswerSource open(DataFile.Answer answer, @Nullable QueryConfig query) throws IOException {
        Location place = query == null ? new Location.InFile(answer.name()) : query.place();
        InputStream in = new BufferedInputStream(Files.newInputStream(answer.path()));
        try {
            var columns = new ArrayList<String>();
            var warnings = new ArrayList<Problem>();
            read(firstLine(in), place, columns, warnings);
            return new AnswerSource(NdjsonSource.ofRows(in, answer.name()), answer.name(), columns, warnings);
        } catch (IOException | IllegalArgumentException e) {
            in.close();
            throw e instanceof IOException io ? io : new IOException("not an answer that was written down", e);
        }
    }

    private static byte[] firstLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toByteArray();
    }

    private static void read(byte[] line, Location place, List<String> columns, List<Problem> warnings)
            throws IOException {
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            if (!"upserter.answer".equals(json.nextFieldName()) || !VERSION.equals(json.nextTextValue())) {
                throw new IOException("an answer that another version has written down");
            }
            columns.addAll(texts(json));
            List<String> told = texts(json);
            for (int i = 0; i + 1 < told.size(); i += 2) {
                warnings.add(Problem.of(Code.valueOf(told.get(i)), place, told.get(i + 1)));
            }
        }
    }

    private static List<String> texts(JsonParser json) throws IOException {
        var texts = new ArrayList<String>();
        json.nextFieldName();
        json.nextToken();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            texts.add(json.getText());
        }
        return texts;
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public SourceRecord next() {
        return records.next();
    }

    @Override
    public List<Header> headers() {
        return headers(name, columns);
    }

    /** The columns of the rows; empty if each row names its own fields. */
    static List<Header> headers(String name, List<String> columns) {
        return columns.isEmpty() ? List.of() : List.of(new Header(new Location.InFile(name), columns, true));
    }

    @Override
    public List<FileEnd> ends() {
        return records.ends();
    }

    @Override
    public long bytesRead() {
        return records.bytesRead();
    }

    @Override
    public void cancel() {
        records.cancel();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
