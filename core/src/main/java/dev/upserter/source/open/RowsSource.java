package dev.upserter.source.open;

import dev.upserter.problem.Problem;
import dev.upserter.record.Header;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.DataFile;
import dev.upserter.source.Source;
import dev.upserter.source.SourceConfig;
import dev.upserter.source.json.NdjsonSource;
import dev.upserter.source.query.QueryRows;
import dev.upserter.source.query.RowStream;
import dev.upserter.source.query.RowsProvider;
import dev.upserter.source.query.SqlModule;
import dev.upserter.source.stream.FileEnd;
import java.io.IOException;
import java.util.List;

/** Records of a source with rows but no lines: a Parquet file, or the result of a query. */
final class RowsSource implements Source {
    private final QueryRows rows;
    private final RowStream stream;
    private final NdjsonSource records;
    private final long length;
    private final String name;

    /**
     * Takes over the rows.
     *
     * @param name   the name in messages
     * @param length of the file in bytes; 0 if there is no file
     */
    RowsSource(QueryRows rows, String name, long length) {
        this.rows = rows;
        this.stream = new RowStream(rows);
        this.records = NdjsonSource.ofRows(stream, name);
        this.length = length;
        this.name = name;
    }

    /** Runs the query; returns its rows. */
    static QueryRows ask(DataFile.Query data, SourceConfig config) {
        RowsProvider provider = SqlModule.find(RowsProvider.class, data.query().place(), "a query");
        return provider.query(data.query(), data.folder(), config.engine());
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
        return AnswerSource.headers(name, rows.columns());
    }

    @Override
    public List<Problem> warnings() {
        return rows.warnings();
    }

    @Override
    public List<FileEnd> ends() {
        return records.ends();
    }

    /** Of a file, the share that its rows make up; of any other source, the bytes of the rows. */
    @Override
    public long bytesRead() {
        long total = rows.total().orElse(0);
        return total > 0 ? (long) ((double) length * stream.count() / total) : records.bytesRead();
    }

    @Override
    public void cancel() {
        rows.cancel();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
