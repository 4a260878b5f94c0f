package dev.upserter.sql.engine;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A small JSON tree, such as the engine's tree of a query: objects, lists, and everything else as its text. Immutable. */
sealed interface StatementTree {
    /** An object. */
    record Node(Map<String, StatementTree> fields) implements StatementTree {}

    /** A list. */
    record Items(List<StatementTree> items) implements StatementTree {}

    /** A text, a number, true, false or null. */
    record Text(String text) implements StatementTree {}

    /** The value under a name; an empty text if there is none. */
    default StatementTree get(String name) {
        return this instanceof Node node ? node.fields().getOrDefault(name, new Text("")) : new Text("");
    }

    /** The text under a name; empty if there is none. */
    default String text(String name) {
        return get(name) instanceof Text text ? text.text() : "";
    }

    /** The elements of a list; empty if it is not a list. */
    default List<StatementTree> list() {
        return this instanceof Items items ? items.items() : List.of();
    }

    /** Visits each object in it, from the root down. */
    default void visit(Consumer<Node> visitor) {
        switch (this) {
            case Node node -> {
                visitor.accept(node);
                node.fields().values().forEach(value -> value.visit(visitor));
            }
            case Items items -> items.items().forEach(item -> item.visit(visitor));
            case Text text -> {}
        }
    }

    /** Parses JSON that is known to be well-formed. */
    static StatementTree parse(String json) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            return read(parser, parser.nextToken());
        } catch (IOException e) {
            throw new UncheckedIOException("the engine's JSON cannot be read", e);
        }
    }

    private static StatementTree read(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            var fields = new LinkedHashMap<String, StatementTree>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                fields.put(name, read(parser, parser.nextToken()));
            }
            return new Node(fields);
        }
        if (token == JsonToken.START_ARRAY) {
            var items = new ArrayList<StatementTree>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                items.add(read(parser, next));
            }
            return new Items(items);
        }
        return new Text(parser.getText());
    }
}
