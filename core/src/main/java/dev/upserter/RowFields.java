package dev.upserter;

import dev.upserter.record.RecordWriter;
import org.jspecify.annotations.Nullable;

/** A row as a mapper sees it: the same object for each. For one thread. */
final class RowFields implements Row {
    private RecordWriter row = new RecordWriter("");

    /** For the next row. */
    RowFields of(RecordWriter next) {
        row = next;
        return this;
    }

    @Override
    public Row set(String name, @Nullable String value) {
        row.field(name, value);
        return this;
    }

    @Override
    public Row set(String name, long value) {
        row.field(name, value);
        return this;
    }

    @Override
    public Row set(String name, double value) {
        row.field(name, value);
        return this;
    }

    @Override
    public Row set(String name, float value) {
        row.field(name, value);
        return this;
    }

    @Override
    public Row set(String name, boolean value) {
        row.field(name, value);
        return this;
    }

    @Override
    public Row set(String name, char value) {
        row.field(name, String.valueOf(value));
        return this;
    }

    @Override
    public Row set(String name, @Nullable Object value) {
        row.field(name, value);
        return this;
    }
}
