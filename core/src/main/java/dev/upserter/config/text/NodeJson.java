package dev.upserter.config.text;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.json.Indented;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** Writes a tree as JSON. */
public final class NodeJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private NodeJson() {}

    public static String write(ConfigNode root) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(Indented.all());
            write(root, json);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail", e);
        }
        return text + "\n";
    }

    private static void write(ConfigNode node, JsonGenerator json) throws IOException {
        switch (node) {
            case ConfigNode.Text text -> json.writeString(text.value());
            case ConfigNode.Numeral number -> number(number.value(), json);
            case ConfigNode.Bool bool -> json.writeBoolean(bool.value());
            case ConfigNode.Nothing nothing -> json.writeNull();
            case ConfigNode.Items list -> {
                json.writeStartArray();
                for (ConfigNode item : list.items()) {
                    write(item, json);
                }
                json.writeEndArray();
            }
            case ConfigNode.Fields object -> {
                json.writeStartObject();
                for (ConfigNode.Field field : object.fields()) {
                    json.writeFieldName(field.name());
                    write(field.value(), json);
                }
                json.writeEndObject();
            }
        }
    }

    /** YAML has numbers that JSON has not, such as 0x1F: they stay as they are spelled, as texts, for somebody to look at. */
    private static void number(String spelled, JsonGenerator json) throws IOException {
        if (NUMBER.matcher(spelled).matches()) {
            json.writeNumber(spelled);
        } else {
            json.writeString(spelled);
        }
    }
}
