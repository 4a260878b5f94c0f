package dev.upserter.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.report.Finding.Example;
import dev.upserter.report.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes why nothing ran, in the form of a report's problems. */
final class RefusalJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
    private static final int MAX_EXAMPLES = 100;

    private RefusalJson() {}

    private record Entry(String code, Level level, int count, List<Example> examples, String help) {}

    static String write(Refusal refusal, String message) {
        var example = new Example(null, message);
        return json(List.of(new Entry(refusal.name(), Level.STOP, 1, List.of(example), refusal.help())));
    }

    static String write(List<Problem> problems) {
        var byCode = new EnumMap<Code, List<Problem>>(Code.class);
        problems.forEach(problem -> byCode.computeIfAbsent(problem.code(), code -> new ArrayList<>())
                .add(problem));
        return json(byCode.entrySet().stream().map(RefusalJson::entry).toList());
    }

    private static Entry entry(Map.Entry<Code, List<Problem>> problems) {
        Problem first = problems.getValue().getFirst();
        List<Example> examples = problems.getValue().stream()
                .limit(MAX_EXAMPLES)
                .map(problem ->
                        new Example(problem.place().map(Object::toString).orElse(null), problem.message()))
                .toList();
        int count = problems.getValue().size();
        return new Entry(problems.getKey().name(), first.level(), count, examples, first.hint());
    }

    private static String json(List<Entry> entries) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(
                    new DefaultPrettyPrinter().withArrayIndenter(INDENTER).withObjectIndenter(INDENTER));
            json.writeStartObject();
            json.writeStringField("status", Status.REFUSED.spelling());
            json.writeArrayFieldStart("problems");
            for (Entry entry : entries) {
                write(entry, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Entry entry, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", entry.code());
        json.writeStringField("level", entry.level().spelling());
        json.writeNumberField("count", entry.count());
        json.writeObjectFieldStart("fields");
        json.writeEndObject();
        json.writeArrayFieldStart("examples");
        for (Example example : entry.examples()) {
            json.writeStartObject();
            json.writeStringField("location", example.location());
            json.writeStringField("message", example.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("help", entry.help());
        json.writeEndObject();
    }
}
