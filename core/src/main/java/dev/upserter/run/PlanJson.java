package dev.upserter.run;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.json.Indented;
import dev.upserter.plan.ChangeKind;
import dev.upserter.report.PeopleJson;
import dev.upserter.run.change.PlannedChange;
import dev.upserter.run.option.PlanFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a {@link Plan} as JSON. */
final class PlanJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;
    private final Path folder;

    private PlanJson(JsonGenerator json, Path folder) {
        this.json = json;
        this.folder = folder;
    }

    static String write(Plan plan, Path folder) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(Indented.objects());
            new PlanJson(json, folder.toAbsolutePath().normalize()).plan(plan);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail", e);
        }
        return text.toString();
    }

    private void plan(Plan plan) throws IOException {
        json.writeStartObject();
        json.writeStringField("sync", plan.report().sync());
        json.writeStringField("status", plan.report().status().spelling());
        PeopleJson.write(json, plan.people());
        PeopleJson.write(json, plan.report().changeEvents());
        json.writeNumberField("rejected", plan.report().records().rejected());
        json.writeArrayFieldStart("listed");
        for (PlannedChange change : plan.listed()) {
            change(change);
        }
        json.writeEndArray();
        unlisted(plan);
        PlanFile file = plan.file();
        if (file != null) {
            file(file);
        }
        json.writeEndObject();
    }

    private void unlisted(Plan plan) throws IOException {
        long removals = plan.listed().stream()
                .filter(change -> change.kind() == ChangeKind.REMOVED)
                .count();
        long others = plan.listed().size() - removals;
        json.writeObjectFieldStart("unlisted");
        json.writeNumberField("removed", plan.people().removed() - removals);
        json.writeNumberField("others", plan.people().changes() - plan.people().removed() - others);
        json.writeEndObject();
    }

    private void change(PlannedChange change) throws IOException {
        json.writeStartObject();
        json.writeStringField("change", change.kind().spelling());
        json.writeStringField("key", change.key());
        if (!change.fields().isEmpty()) {
            json.writeObjectFieldStart("attributes");
            for (PlannedChange.Field field : change.fields()) {
                json.writeObjectFieldStart(field.name());
                value("before", field.before());
                value("after", field.after());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void value(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            json.writeRawValue(value);
        }
    }

    /** Another disk has no path from here. */
    private String relative(Path path) {
        return Objects.equals(path.getRoot(), folder.getRoot())
                ? folder.relativize(path).toString().replace('\\', '/')
                : path.toString();
    }

    private void file(PlanFile file) throws IOException {
        json.writeStringField("configuration", relative(file.configuration()));
        json.writeStringField("data", relative(Path.of(file.data())));
        json.writeBooleanField("answer", file.isAnswer());
        json.writeStringField("scope", file.scope().spelling());
        json.writeBooleanField("allowRemovals", file.removals());
        json.writeStringField("digest", file.changes());
        json.writeObjectFieldStart("marks");
        for (Map.Entry<String, String> mark : new TreeMap<>(file.marks()).entrySet()) {
            json.writeStringField(mark.getKey(), mark.getValue());
        }
        json.writeEndObject();
    }
}
