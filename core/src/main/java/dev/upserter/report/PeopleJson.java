package dev.upserter.report;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.plan.JoinCounts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes how people differ from what was delivered before, and events that tell of it, in the same format for reports and plans. */
public final class PeopleJson {
    private PeopleJson() {}

    /**
     * Writes the field {@code people}.
     *
     * @param json positioned within an object
     */
    public static void write(JsonGenerator json, JoinCounts people) throws IOException {
        json.writeObjectFieldStart("people");
        json.writeNumberField("known", people.known());
        json.writeNumberField("added", people.added());
        json.writeNumberField("changed", people.changed());
        json.writeNumberField("returned", people.returned());
        json.writeNumberField("removed", people.removed());
        json.writeNumberField("unchanged", people.unchanged());
        json.writeNumberField("duplicates", people.duplicates());
        json.writeEndObject();
    }

    /**
     * Writes the field {@code changeEvents}, where such events were to be sent.
     *
     * @param json positioned within an object
     */
    public static void write(JsonGenerator json, @Nullable ChangeEvents events) throws IOException {
        if (events != null) {
            json.writeObjectFieldStart("changeEvents");
            json.writeNumberField("due", events.due());
            json.writeNumberField("sent", events.sent());
            json.writeNumberField("refused", events.refused());
            json.writeNumberField("left", events.left());
            json.writeEndObject();
        }
    }
}
