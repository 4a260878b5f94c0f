package dev.upserter;

import dev.upserter.telemetry.Measure;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * One thing that an upserter counts, for a tool that watches over the program: a name, and values that are read whenever the tool
 * likes. It has no value of a row, no identifier and no credential. Thread-safe.
 *
 * <p>{@code dev.upserter:upserter-meters} gives all of them to Micrometer or OpenTelemetry.
 */
public final class Meter {
    /** How a value changes. */
    public enum Kind {
        /** It only increases, from 0 when the upserter is built. */
        COUNTER,
        /** It goes up and down. */
        GAUGE
    }

    private final Measure first;
    private final Supplier<Measure> now;

    /**
     * A meter.
     *
     * @param first what it was when it was made: only its values change
     * @param now   what it is
     */
    Meter(Measure first, Supplier<Measure> now) {
        this.first = first;
        this.now = now;
    }

    /** The name, with dots: {@code upserter.rows}. */
    public String name() {
        return first.name();
    }

    /** A sentence about it. */
    public String description() {
        return first.help();
    }

    /** The unit, {@code ms} for milliseconds; empty where it is a number of things. */
    public String unit() {
        return first.unit();
    }

    /** How its values change. */
    public Kind kind() {
        return first.kind() == Measure.Kind.COUNTER ? Kind.COUNTER : Kind.GAUGE;
    }

    /** The name of the label that tells its values apart, such as {@code end}; empty if it has one value. */
    public String label() {
        return first.label();
    }

    /**
     * What it is now, or was up to 10 ms ago, so that meters of a list which are read at once are of one moment. By the label's value,
     * which is empty where there is no label. The keys are always the same.
     */
    public SortedMap<String, Long> values() {
        return now.get().values();
    }

    /** Name, label and values. */
    @Override
    public String toString() {
        return name() + values();
    }
}
