package dev.upserter;

import dev.upserter.pipeline.RowEnd;
import dev.upserter.record.RecordWriter;
import dev.upserter.record.UnfitFieldException;
import dev.upserter.source.DataFile;
import dev.upserter.source.RowFeed;
import dev.upserter.source.feed.Contexts;
import dev.upserter.source.feed.ObjectFeed;
import dev.upserter.source.feed.Pulling;
import dev.upserter.source.feed.QueryFeed;
import dev.upserter.source.feed.ResultFeed;
import dev.upserter.source.stream.HostStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a run: objects of the program, the answer of a database, a file or a stream. Objects are written into records value by
 * value and never become text in between.
 *
 * <p>They are read lazily, one at a time, by the thread of the run, and <strong>once</strong>: for another run, make others. What
 * was opened for them is closed when the run has ended, whatever its end: a {@link Stream}, an iterator that can be closed, a
 * {@link Pull}, a connection. A stop closes them, too, while they are waited for, and interrupts the thread that waits. A stream of
 * bytes that heeds neither is left behind, with a thread named {@code stream}. An iterator or a pull that does not
 * heed its interrupt cannot be ended: the run lasts until it returns.
 *
 * <p>What the program's code throws, in an iterator, a mapper or a result, ends the run with {@code INPUT_UNREADABLE}. The report's
 * {@code cause()} is the exception itself; messages name its class alone, since its text may quote a value. A row without the
 * form of a row ends the run as well: null, or a field set twice, or with a value of a type that rows do not have.
 *
 * <p>A run of such rows cannot be resumed, since nobody can read them again. It leaves nothing undone that is not told: the rows that were
 * not delivered are {@link RowVerdict#PENDING}, and the next run sends them, with all others or, where only changes are sent, the
 * ones that Customer.io has not acknowledged. Rejected rows and dead letters of a run with a state folder can be sent again from
 * there, by {@code upserter retry}.
 *
 * @param <T> the type of the program's objects, which come back with each {@link RowOutcome}; {@link Void} where there are none
 */
public final class Rows<T> {
    private static final String NAME = "rows";

    private final Origin<T> origin;
    private final String name;
    private final AtomicBoolean isRead;

    /** Where rows come from. */
    private interface Origin<T> {
        DataFile data(String name, ObjectFeed.Seen<? super T> seen);
    }

    private Rows(Origin<T> origin, String name, AtomicBoolean isRead) {
        this.origin = origin;
        this.name = name;
        this.isRead = isRead;
    }

    private static <T> Rows<T> of(Origin<T> origin) {
        return new Rows<>(origin, NAME, new AtomicBoolean());
    }

    private static <T> Rows<T> of(Pulling<? extends T> objects, ObjectFeed.Writing<? super T> writing) {
        return of((name, seen) -> new DataFile.Handed(new ObjectFeed<T>(objects, writing, seen), name));
    }

    private static <T> Rows<T> handed(RowFeed rows) {
        return of((name, seen) -> new DataFile.Handed(rows, name));
    }

    /** One row for each map: a field for each of its keys, with a value of the types of {@link Row#set(String, Object)}. */
    public static <M extends Map<String, ? extends @Nullable Object>> Rows<M> maps(Iterable<? extends M> maps) {
        return of(each(maps), Rows::writeMap);
    }

    /** One row for each map, as {@link #maps(Iterable)}. */
    public static <M extends Map<String, ? extends @Nullable Object>> Rows<M> maps(Stream<? extends M> maps) {
        return of(Pulling.of(Objects.requireNonNull(maps, "maps")), Rows::writeMap);
    }

    /** One row for each map, as {@link #maps(Iterable)}. */
    public static <M extends Map<String, ? extends @Nullable Object>> Rows<M> maps(Iterator<? extends M> maps) {
        return of(once(maps), Rows::writeMap);
    }

    /** One row for each object, which a mapper writes. */
    public static <T> Rows<T> of(Iterable<? extends T> objects, RowMapper<? super T> mapper) {
        return of(each(objects), writing(mapper));
    }

    /** One row for each object, which a mapper writes. */
    public static <T> Rows<T> of(Stream<? extends T> objects, RowMapper<? super T> mapper) {
        return of(Pulling.of(Objects.requireNonNull(objects, "objects")), writing(mapper));
    }

    /** One row for each object, which a mapper writes. */
    public static <T> Rows<T> of(Iterator<? extends T> objects, RowMapper<? super T> mapper) {
        return of(once(objects), writing(mapper));
    }

    /** One row for each object that is pulled, which a mapper writes. */
    public static <T> Rows<T> pull(Pull<? extends T> objects, RowMapper<? super T> mapper) {
        Objects.requireNonNull(objects, "objects");
        Pulling<T> pulling = new Pulling<>() {
            @Override
            public @Nullable T next() throws Exception {
                return objects.next();
            }

            @Override
            public void close() throws Exception {
                objects.close();
            }
        };
        return of(pulling, writing(mapper));
    }

    /** One row for each record: a field for each of its components, by name. */
    public static <R extends Record> Rows<R> records(Iterable<? extends R> records) {
        return of(each(records), Rows::writeRecord);
    }

    /** One row for each record: a field for each of its components, by name. */
    public static <R extends Record> Rows<R> records(Stream<? extends R> records) {
        return of(Pulling.of(Objects.requireNonNull(records, "records")), Rows::writeRecord);
    }

    /**
     * The rows of a result, from the next one on, with the names and types of its columns as where a configuration has the query. Only
     * a composite type of PostgreSQL is a text here, and an interval or an amount of money as the session writes it.
     * The result stays open; a stop cancels its statement.
     */
    public static Rows<Void> of(ResultSet result) {
        return handed(new ResultFeed(Objects.requireNonNull(result, "result")));
    }

    /**
     * The rows of a query, as {@link #of(ResultSet)}. The database is asked when the run needs the first row, in a read-only
     * transaction on a connection of its own, 1,000 rows at a time. The connection is given back at the end of the run, which may
     * take as long as Customer.io is down: where that must not be, let the configuration have the query, which then is answered before
     * the first request.
     */
    public static Rows<Void> query(DataSource database, String sql) {
        return handed(new QueryFeed(Objects.requireNonNull(database, "database"), Objects.requireNonNull(sql, "sql")));
    }

    /** The rows of a file, in the format that the configuration says, or that its content shows. */
    public static Rows<Void> file(Path file) {
        Objects.requireNonNull(file, "file");
        return new Rows<>((name, seen) -> onDisk(file, name), file.toString(), new AtomicBoolean());
    }

    /** A named pipe is a stream, which a stop can end. */
    private static DataFile onDisk(Path file, String name) {
        var onDisk = new DataFile.OnDisk(file, name);
        return onDisk.mayWait() && !Files.isDirectory(file) && Files.isReadable(file)
                ? new DataFile.Streamed(HostStream.ofPipe(file), name)
                : onDisk;
    }

    /** The rows of a stream of bytes, in the format that the configuration says, or that its content shows. */
    public static Rows<Void> stream(InputStream bytes, String name) {
        Objects.requireNonNull(bytes, "bytes");
        return new Rows<>(
                (shown, seen) -> new DataFile.Streamed(bytes, shown),
                Objects.requireNonNull(name, "name"),
                new AtomicBoolean());
    }

    /** The same rows, under another name in messages. They are read once all the same. */
    public Rows<T> named(String other) {
        return new Rows<>(origin, Objects.requireNonNull(other, "other"), isRead);
    }

    /** The name of the rows in messages. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return "Rows[" + name + "]";
    }

    /**
     * Hands the rows to a run.
     *
     * @param onRow told what becomes of each; null for nobody
     * @throws IllegalStateException if they were handed to a run before
     */
    Handing hand(@Nullable Consumer<? super RowOutcome<T>> onRow) {
        if (isRead.getAndSet(true)) {
            throw new IllegalStateException("the rows can be read once: make others for another run");
        }
        if (onRow == null) {
            return new Handing(origin.data(name, (number, object) -> {}), null);
        }
        var contexts = new Contexts<T>();
        Consumer<RowEnd> ends = end -> onRow.accept(RowOutcome.of(end, contexts.take(end.number())));
        return new Handing(origin.data(name, contexts), ends);
    }

    private static <T> Pulling<T> each(Iterable<? extends T> objects) {
        Objects.requireNonNull(objects, "objects");
        Supplier<Iterator<? extends T>> iterator = objects::iterator;
        return Pulling.of(iterator);
    }

    private static <T> Pulling<T> once(Iterator<? extends T> objects) {
        Objects.requireNonNull(objects, "objects");
        Supplier<Iterator<? extends T>> iterator = () -> objects;
        return Pulling.of(iterator);
    }

    private static <T> ObjectFeed.Writing<T> writing(RowMapper<? super T> mapper) {
        Objects.requireNonNull(mapper, "mapper");
        var fields = new RowFields();
        return (object, row) -> mapper.map(object, fields.of(row));
    }

    private static void writeMap(Map<String, ? extends @Nullable Object> map, RecordWriter row) {
        for (Map.Entry<?, ?> field : map.entrySet()) {
            if (!(field.getKey() instanceof String name)) {
                throw new UnfitFieldException("the row is a map whose keys are not all texts");
            }
            row.field(name, field.getValue());
        }
    }

    private static void writeRecord(Record object, RecordWriter row) {
        row.fields(object);
    }
}
