package dev.upserter.source.feed;

import dev.upserter.record.RecordWriter;
import dev.upserter.source.RowFeed;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are the objects of a program.
 *
 * @param <T> what a row is
 */
public final class ObjectFeed<T> implements RowFeed {
    private static final System.Logger LOGGER = System.getLogger(ObjectFeed.class.getName());

    private final Pulling<? extends T> objects;
    private final Writing<? super T> writing;
    private final Seen<? super T> seen;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private long count;

    /** Writes the fields of a row. */
    public interface Writing<T> {
        void write(T object, RecordWriter row) throws Exception;
    }

    /** Is given each object, before its row is written, with the number of the row from 1. */
    public interface Seen<T> {
        void see(long number, T object);
    }

    /** Takes over the objects: closing this closes them. */
    public ObjectFeed(Pulling<? extends T> objects, Writing<? super T> writing, Seen<? super T> seen) {
        this.objects = objects;
        this.writing = writing;
        this.seen = seen;
    }

    @Override
    public boolean next(RecordWriter row) throws Exception {
        @Nullable T object = objects.next();
        if (object == null) {
            return false;
        }
        count++;
        seen.see(count, object);
        writing.write(object, row);
        return true;
    }

    @Override
    public void cancel() {
        try {
            close();
        } catch (Exception e) { // the wait was interrupted besides
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "the rows that were given could not be closed: "
                            + e.getClass().getName());
        }
    }

    @Override
    public void close() throws Exception {
        if (!isClosed.getAndSet(true)) {
            objects.close();
        }
    }
}
