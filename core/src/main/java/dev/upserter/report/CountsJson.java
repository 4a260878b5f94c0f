package dev.upserter.report;

import dev.upserter.carried.jackson.JsonGenerator;
import java.io.IOException;

/** Writes what became of the rows, in the same format for reports and alerts. */
public final class CountsJson {
    private CountsJson() {}

    /**
     * Writes the field {@code records}.
     *
     * @param json positioned within an object
     */
    public static void write(JsonGenerator json, Counts counts) throws IOException {
        json.writeObjectFieldStart("records");
        json.writeNumberField("read", counts.read());
        json.writeNumberField("removed", counts.removed());
        json.writeNumberField("filtered", counts.filtered());
        json.writeNumberField("unchanged", counts.unchanged());
        json.writeNumberField("delivered", counts.delivered());
        json.writeNumberField("rejected", counts.rejected());
        json.writeNumberField("deadLetters", counts.deadLetters());
        json.writeNumberField("pending", counts.pending());
        json.writeEndObject();
    }
}
