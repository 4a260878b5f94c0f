package dev.upserter.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.upserter.plan.JoinCounts;
import java.io.IOException;

/** Writes how people differ from what was delivered before, in the same format for reports and plans. */
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
}
