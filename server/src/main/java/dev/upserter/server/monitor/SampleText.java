package dev.upserter.server.monitor;

import java.math.BigDecimal;

/** Metrics in Prometheus's text format, of which each has the label {@code sync}. For one thread. */
final class SampleText {
    private final StringBuilder text = new StringBuilder();

    /** Begins a metric. */
    void begin(String name, String kind, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(kind).append('\n');
    }

    /** A value of the metric; the names of syncs hold nothing that would have to be escaped. */
    void sample(String name, String sync, BigDecimal value) {
        text.append(name).append("{sync=\"").append(sync).append("\"} ");
        value(value);
    }

    /** A value of the metric with a second label. */
    void sample(String name, String sync, String label, String which, long value) {
        text.append(name)
                .append("{sync=\"")
                .append(sync)
                .append("\",")
                .append(label)
                .append("=\"");
        text.append(which).append("\"} ");
        value(BigDecimal.valueOf(value));
    }

    /** A value without a label. */
    void sample(String name, long value) {
        text.append(name).append(' ');
        value(BigDecimal.valueOf(value));
    }

    private void value(BigDecimal value) {
        text.append(value.toPlainString()).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
