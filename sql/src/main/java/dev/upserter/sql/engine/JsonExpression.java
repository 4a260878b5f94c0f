package dev.upserter.sql.engine;

import dev.upserter.sql.statement.Statements;
import java.util.Locale;

/**
 * Writes SQL expressions with which the engine itself converts values to JSON, since one text per row costs a fraction of
 * one call per value. Numbers keep all their digits, unlike decimals in the engine's own function.
 */
final class JsonExpression {
    private JsonExpression() {}

    /**
     * JSON of a value; null if the value is null.
     *
     * @param x the value
     */
    static String of(String x, DuckType type) {
        return of(x, type, 0);
    }

    /** The same, with the word null for null. */
    static String orNull(String x, DuckType type) {
        return orNull(x, type, 0);
    }

    private static String orNull(String x, DuckType type, int depth) {
        return "coalesce(" + of(x, type, depth) + ", 'null')";
    }

    private static String of(String x, DuckType type, int depth) {
        return switch (type) {
            case DuckType.Plain plain -> plain(x, plain.name());
            case DuckType.Items items -> items(x, items, depth);
            case DuckType.Struct struct -> struct(x, struct, depth);
            case DuckType.Entries entries -> entries(x, entries, depth);
        };
    }

    private static String plain(String x, String type) {
        String text = "cast(" + x + " as varchar)";
        return switch (type) {
            case "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DECIMAL", "JSON" -> text;
            case "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", "BIGNUM" -> text;
            case "FLOAT", "DOUBLE" -> floating(x, text);
            case "DATE", "TIME", "TIME_NS", "UUID", "INTERVAL", "TIME WITH TIME ZONE" -> quoted(text);
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
                quoted("replace(" + text + ", ' ', 'T')");
            case "TIMESTAMP WITH TIME ZONE" -> instant(x, text);
            case "BLOB" -> quoted("base64(" + x + ")");
            case "\"NULL\"" -> "cast(null as varchar)";
            default -> "cast(to_json(" + text + ") as varchar)";
        };
    }

    private static String quoted(String text) {
        return "('\"' || " + text + " || '\"')";
    }

    private static String floating(String x, String text) {
        return "(case when isfinite(" + x + ") then " + text + " when isnan(" + x + ") then '\"NaN\"' when " + x
                + " > 0 then '\"Infinity\"' when " + x + " < 0 then '\"-Infinity\"' end)";
    }

    private static String instant(String x, String text) {
        return "(case when isfinite(" + x + ") then '\"' || replace(cast(make_timestamp(epoch_us(" + x
                + ")) as varchar), ' ', 'T') || '+00:00\"' else " + quoted(text) + " end)";
    }

    private static String items(String x, DuckType.Items items, int depth) {
        String one = "e" + depth;
        String list =
                items.name().endsWith("[]") ? x : "list_transform(" + x + ", lambda i" + depth + ": i" + depth + ")";
        return "('[' || coalesce(array_to_string(list_transform(" + list + ", lambda " + one + ": "
                + orNull(one, items.of(), depth + 1) + "), ','), case when " + x + " is not null then '' end) || ']')";
    }

    private static String struct(String x, DuckType.Struct struct, int depth) {
        var text = new StringBuilder("(case when " + x + " is not null then '{'");
        String comma = "";
        for (DuckType.Field field : struct.fields()) {
            text.append(" || ")
                    .append(Statements.text(comma + JsonName.of(field.name()) + ":"))
                    .append(" || ")
                    .append(orNull(
                            "struct_extract(" + x + ", " + Statements.text(field.name()) + ")", field.type(), depth));
            comma = ",";
        }
        return text.append(" || '}' end)").toString();
    }

    private static String entries(String x, DuckType.Entries entries, int depth) {
        String one = "e" + depth;
        return String.format(
                Locale.ROOT,
                "('{' || coalesce(array_to_string(list_transform(map_entries(%s), lambda %s:"
                        + " cast(to_json(cast(%s.key as varchar)) as varchar) || ':' || %s), ','),"
                        + " case when %s is not null then '' end) || '}')",
                x,
                one,
                one,
                orNull(one + ".value", entries.value(), depth + 1),
                x);
    }
}
