package dev.upserter.telemetry;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A metric at one moment. Immutable.
 *
 * @param name   with dots, as OpenTelemetry spells names: {@code upserter.rows}
 * @param help   its description, a sentence
 * @param unit   {@code ms}; empty where it counts things
 * @param kind   how its value changes
 * @param label  the name of the label that distinguishes its values; empty if there is only one value
 * @param values by the label's value, which is empty where there is no label
 */
public record Measure(String name, String help, String unit, Kind kind, String label, SortedMap<String, Long> values) {

    /** How a value changes. */
    public enum Kind {
        /** It only increases, from 0 at the start of the program. */
        COUNTER,
        /** It goes up and down. */
        GAUGE
    }

    public Measure {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** A number that only increases. */
    public static Measure counter(String name, String help, long value) {
        return new Measure(name, help, "", Kind.COUNTER, "", new TreeMap<>(Map.of("", value)));
    }

    /** A time in milliseconds that only increases. */
    public static Measure millis(String name, String help, long nanos) {
        return new Measure(name, help, "ms", Kind.COUNTER, "", new TreeMap<>(Map.of("", nanos / 1_000_000)));
    }

    /** A number that goes up and down. */
    public static Measure gauge(String name, String help, long value) {
        return new Measure(name, help, "", Kind.GAUGE, "", new TreeMap<>(Map.of("", value)));
    }
}
