package dev.upserter.template.value;

import dev.upserter.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON. */
public final class JsonWriting {
    private JsonWriting() {}

    public static void write(@Nullable Object value, StringBuilder json, Budget budget) {
        budget.make(1);
        switch (value) {
            case null -> json.append("null");
            case Boolean bool -> json.append(bool);
            case BigDecimal number -> append(number.toPlainString(), json, budget);
            case List<?> list -> list(list, json, budget);
            case Map<?, ?> map -> map(map, json, budget);
            case Span span -> list(span.list(budget), json, budget);
            default -> append(quoted(Values.text(value, budget)), json, budget);
        }
    }

    private static void append(String text, StringBuilder json, Budget budget) {
        budget.make(text.length());
        json.append(text);
    }

    private static String quoted(String text) {
        return JsonValue.ofText(text).json();
    }

    private static void list(List<?> list, StringBuilder json, Budget budget) {
        json.append('[');
        String before = "";
        for (Object element : list) {
            json.append(before);
            write(element, json, budget);
            before = ",";
        }
        json.append(']');
    }

    private static void map(Map<?, ?> map, StringBuilder json, Budget budget) {
        json.append('{');
        String before = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.append(before);
            append(quoted(String.valueOf(entry.getKey())), json, budget);
            json.append(':');
            write(entry.getValue(), json, budget);
            before = ",";
        }
        json.append('}');
    }
}
