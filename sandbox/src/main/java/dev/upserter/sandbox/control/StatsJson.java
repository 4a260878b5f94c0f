package dev.upserter.sandbox.control;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.sandbox.traffic.Stats;
import java.io.IOException;
import java.util.Map;

/** Writes stats as a JSON object, under the names of the record. */
final class StatsJson {
    private StatsJson() {}

    static void write(Stats stats, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("people", stats.people());
        json.writeNumberField("requests", stats.requests());
        json.writeNumberField("requestBytes", stats.requestBytes());
        json.writeObjectFieldStart("answers");
        for (Map.Entry<Integer, Long> answer : stats.answers().entrySet()) {
            json.writeNumberField(String.valueOf(answer.getKey()), answer.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("unanswered", stats.unanswered());
        json.writeNumberField("entriesApplied", stats.entriesApplied());
        json.writeNumberField("entriesRefused", stats.entriesRefused());
        json.writeNumberField("overlaps", stats.overlaps());
        json.writeNumberField("mostInFlight", stats.mostInFlight());
        json.writeNumberField("attributeUpdateFailures", stats.attributeUpdateFailures());
        json.writeNumberField("missedUpdates", stats.missedUpdates());
        json.writeNumberField("suppressed", stats.suppressed());
        json.writeNumberField("faults", stats.faults());
        json.writeNumberField("unknownCalls", stats.unknownCalls());
        json.writeNumberField("forgotten", stats.forgotten());
        json.writeEndObject();
    }
}
