package dev.upserter;

import dev.upserter.record.RecordWriter;
import dev.upserter.source.RowFeed;
import java.util.Map;

/** A single row. For one thread. */
final class OneRow implements RowFeed {
    private final Map<String, ?> row;
    private boolean isTaken;

    OneRow(Map<String, ?> row) {
        this.row = row;
    }

    @Override
    public boolean next(RecordWriter writer) {
        if (isTaken) {
            return false;
        }
        isTaken = true;
        row.forEach((name, value) -> writer.field(name, (Object) value));
        return true;
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
}
