package dev.upserter.source;

import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Writes random objects as JSON: an array, lines with one or several, over several lines, or within a document. For one
 * file.
 */
final class RandomObjects {
    private static final List<String> OTHERS =
            List.of("0", "-1", "1.10", "1e400", "12345678901234567890", "true", "false", "null");

    private final Random random;
    private final RandomEncoding encoding;
    private final RandomText texts;
    private final StringBuilder text = new StringBuilder();
    private final List<String> rows = new ArrayList<>();
    private final Form form;

    /** How objects follow each other. */
    private enum Form {
        ARRAY,
        LINES,
        SEVERAL_ON_A_LINE,
        OVER_LINES,
        FIELD,
        VALUES
    }

    private RandomObjects(Random random, RandomEncoding encoding) {
        this.random = random;
        this.encoding = encoding;
        this.texts = new RandomText(random, encoding.charset());
        this.form = RandomText.pick(random, List.of(Form.values()));
    }

    static Written write(Random random, RandomEncoding encoding) {
        return new RandomObjects(random, encoding).write();
    }

    private Written write() {
        int count = 1 + random.nextInt(9);
        text.append(
                switch (form) {
                    case ARRAY -> "[" + blanks();
                    case LINES, SEVERAL_ON_A_LINE, OVER_LINES -> "";
                    case FIELD -> "{\"a\": [{\"rows\": 1}], \"data\": {\"rows\": [";
                    case VALUES -> "{\"x\": {\"rows\": {}}, \"data\": {\"n\": 1, \"rows\": {";
                });
        for (int i = 0; i < count; i++) {
            row(i, i == count - 1);
        }
        text.append(
                switch (form) {
                    case ARRAY -> "]" + blanks();
                    case LINES, SEVERAL_ON_A_LINE, OVER_LINES -> "";
                    case FIELD -> "]}, \"more\": false}";
                    case VALUES -> "}}}\n";
                });
        SourceConfig config = new SourceConfig(null, null, null, encoding.named(), EmptyCells.SKIP);
        boolean inside = form == Form.FIELD || form == Form.VALUES;
        return new Written(
                form == Form.ARRAY || inside ? "a.json" : "a.ndjson",
                encoding.bytes(text.toString()),
                inside
                        ? config.withDialect(Dialect.PLAIN
                                .but()
                                .rows(new RowsPath("data.rows"))
                                .build())
                        : config,
                List.copyOf(rows));
    }

    private void row(int i, boolean last) {
        Map<String, String> fields = new LinkedHashMap<>();
        var shown = new ArrayList<String>();
        if (form == Form.VALUES) {
            String key = i + texts.next();
            text.append(JsonValue.ofText(key).json()).append(blanks()).append(":");
            shown.add(Written.field("_key", ValueKind.TEXT, key));
        }
        for (int field = random.nextInt(5); field >= 0; field--) {
            String name = i + (texts.has("ä") ? "ä" : "a") + field;
            shown.add(field(name, fields));
        }
        Collections.rotate(shown, form == Form.VALUES ? -1 : 0); // the key comes last
        String comma = form == Form.OVER_LINES ? ",\n  " : "," + (form == Form.LINES ? "" : inLine());
        var object = new ArrayList<String>();
        fields.forEach((name, value) -> object.add(JsonValue.ofText(name).json() + ":" + value));
        text.append(form == Form.OVER_LINES ? "{\n  " : "{").append(String.join(comma, object));
        text.append(form == Form.OVER_LINES ? "\n}" : "}").append(separator(last));
        rows.add(String.join("|", shown));
    }

    private String field(String name, Map<String, String> fields) {
        if (random.nextInt(4) == 0) {
            String other = RandomText.pick(random, OTHERS);
            fields.put(name, other);
            return Written.field(name, JsonValue.ofJson(other).kind(), other);
        }
        String value = random.nextInt(5) == 0 ? "" : texts.next();
        fields.put(name, escaped(value));
        return Written.field(name, ValueKind.TEXT, value);
    }

    private String escaped(String value) {
        var json = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            boolean must = c < ' ' || c == '"' || c == '\\';
            String character = Character.toString(c);
            json.append(must || random.nextInt(6) == 0 ? escape(character) : character);
        });
        return json.append('"').toString();
    }

    private static String escape(String character) {
        return character
                .chars()
                .mapToObj(c -> String.format(Locale.ROOT, "\\u%04x", c))
                .collect(Collectors.joining());
    }

    private String separator(boolean last) {
        return switch (form) {
            case ARRAY, FIELD, VALUES -> (last ? "" : ",") + blanks();
            case LINES -> last && random.nextBoolean() ? "" : random.nextInt(5) == 0 ? "\r\n\n" : "\n";
            case SEVERAL_ON_A_LINE -> random.nextInt(3) == 0 && !rows.isEmpty() ? "\n" : inLine();
            case OVER_LINES -> "\n" + (random.nextInt(4) == 0 ? "\n" : "");
        };
    }

    private String inLine() {
        return " ".repeat(random.nextInt(2));
    }

    private String blanks() {
        return RandomText.pick(random, List.of("", " ", "\n", "\r\n", "\t"));
    }
}
