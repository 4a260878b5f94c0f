package dev.upserter.cli.look;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.json.Indented;
import dev.upserter.problem.Problem;
import dev.upserter.profile.Column;
import dev.upserter.profile.Look;
import dev.upserter.profile.Profile;
import dev.upserter.profile.proposal.Oddities;
import dev.upserter.redaction.Mask;
import dev.upserter.source.guess.GuessNote;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of peek for programs.
 *
 * @param look   at the data
 * @param values whether examples are shown as they are; otherwise only their pattern is
 */
record PeekJson(Glance look, boolean values) {
    private static final JsonFactory JSON = new JsonFactory();

    /** One object, without a line break at its end. */
    String text() {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(Indented.objects());
            write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail", e);
        }
        return text.toString();
    }

    private void write(JsonGenerator json) throws IOException {
        Profile profile = look.profile();
        json.writeStartObject();
        json.writeStringField("data", look.data().name());
        json.writeNumberField("rows", profile.rows());
        json.writeBooleanField("allRows", profile.isWhole());
        json.writeNumberField("unusable", profile.unusable());
        json.writeNumberField("moreColumns", profile.moreColumns());
        json.writeArrayFieldStart("columns");
        for (Column column : profile.columns()) {
            write(json, column);
        }
        json.writeEndArray();
        texts(json, "keys", profile.keys().stream().map(Column::name).toList());
        json.writeArrayFieldStart("warnings");
        for (GuessNote note : look.notes()) {
            warning(json, null, note.message(), note.hint());
        }
        for (Problem odd : profile.odd()) {
            warning(json, null, odd.message(), odd.hint());
        }
        for (Oddities.Oddity odd : Oddities.of(profile)) {
            warning(json, odd.column(), odd.message(), odd.hint());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("unusableFirst");
        for (Problem problem : profile.unusableFirst()) {
            warning(json, null, problem.toString(), problem.hint());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(JsonGenerator json, Column column) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", column.name());
        json.writeStringField(
                "type",
                column.mostly() == Look.NULL ? "nothing" : column.mostly().words());
        json.writeObjectFieldStart("types");
        for (Map.Entry<Look, Long> look : column.looks().entrySet()) {
            json.writeNumberField(look.getKey().words(), look.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("filled", column.values());
        json.writeNumberField("missing", look.profile().rows() - column.rows());
        json.writeNumberField("different", column.distinct());
        json.writeBooleanField("differentIsExact", column.distinctIsExact());
        json.writeNumberField("longestBytes", column.longest());
        texts(
                json,
                "examples",
                column.examples().stream()
                        .map(example -> values ? example : Mask.of(example))
                        .distinct()
                        .toList());
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void warning(JsonGenerator json, @Nullable String column, String message, String hint)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("column", column);
        json.writeStringField("message", message);
        json.writeStringField("help", hint);
        json.writeEndObject();
    }
}
