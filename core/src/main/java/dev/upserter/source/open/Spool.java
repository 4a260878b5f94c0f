package dev.upserter.source.open;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.problem.Quantities;
import dev.upserter.record.Header;
import dev.upserter.source.DataFile;
import dev.upserter.source.QueryConfig;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.query.QueryRows;
import dev.upserter.source.query.RowStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Saves the result of a query, so that the database need not wait while the rows are sent, and so that the same rows can be
 * read again in the same order: {@link DataFile.Answer}.
 *
 * <p>The first line is a JSON object with the version, the columns and the warnings; each other line is a row in UTF-8, as
 * {@link QueryRows} yields it. For one thread, except {@link #cancel}, {@link #waiting} and {@link #rows}.
 */
public final class Spool implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final QueryConfig query;
    private final String name;
    private final QueryRows answer;
    private long bytes;
    private volatile long count;

    /** Checks the result before its rows are written. */
    public interface Look {
        /**
         * Receives the columns and what is suspicious about the result as a whole.
         *
         * @throws ProblemException if the rows are not wanted
         */
        void at(List<Header> headers, List<Problem> warnings);
    }

    /** Does not run the query yet; the caller closes it. */
    public Spool(DataFile.Query data, SourceConfig config) {
        this.query = data.query();
        this.name = data.name();
        this.answer = RowsSource.ask(data, config);
    }

    /**
     * Runs the query and writes its rows.
     *
     * @param look    called once the first row has arrived
     * @param most    rows to write at most; empty for all
     * @param stopped checked before each row
     * @return whether the result is complete, as far as requested; false if it was stopped
     * @throws ProblemException if the query fails, breaks off, or returns more than the limit
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public boolean writeTo(OutputStream out, Look look, OptionalLong most, BooleanSupplier stopped) throws IOException {
        long end = most.orElse(Long.MAX_VALUE);
        byte[] row = answer.next();
        look.at(AnswerSource.headers(name, answer.columns()), answer.warnings());
        write(out, header().getBytes(StandardCharsets.UTF_8));
        while (row != null && count < end) {
            if (stopped.getAsBoolean()) {
                return false;
            }
            RowStream.toLine(row);
            write(out, row);
            count++;
            row = count < end ? answer.next() : null;
        }
        return true;
    }

    private void write(OutputStream out, byte[] line) throws IOException {
        bytes += line.length + 1;
        if (bytes > query.maxBytes()) {
            throw new ProblemException(Problem.of(
                    Code.QUERY_FAILED,
                    query.place(),
                    "the answer of the query has more than the " + (query.maxBytes() >> 20)
                            + " MB that source.maxAnswer allows (after " + Quantities.say(count)
                            + " rows). Nothing was sent",
                    "ask for fewer rows or columns, or raise source.maxAnswer if the disk of the state folder"
                            + " has room"));
        }
        out.write(line);
        out.write('\n');
    }

    private String header() throws IOException {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("upserter.answer", AnswerSource.VERSION);
            json.writeArrayFieldStart("columns");
            for (String column : answer.columns()) {
                json.writeString(column);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("warnings");
            for (Problem warning : answer.warnings()) {
                json.writeString(warning.code().name());
                json.writeString(warning.message());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    /** The number of rows written. */
    public long rows() {
        return count;
    }

    /** What it waits for, in words. */
    public String waiting() {
        String other = answer.waiting();
        return other.isEmpty() ? "for the answer of the query" : other;
    }

    /** Cancels the query. */
    public void cancel() {
        answer.cancel();
    }

    @Override
    public void close() throws IOException {
        answer.close();
    }
}
