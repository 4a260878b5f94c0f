package dev.upserter.source.guess;

import dev.upserter.problem.Location;
import dev.upserter.source.SourceProblems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises a JSON document that holds a table without an object for each row: column by column, as pandas writes it, or with
 * rows that are lists, as the interfaces of databases answer. Stateless.
 */
final class TableDocument {
    private static final int DEEPEST = 3;
    private static final Pattern INDEX = Pattern.compile("\\d{1,9}");
    private static final Pattern EMAIL = Pattern.compile("e-?mail", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIMPLE = Pattern.compile("[A-Za-z_]\\w*");
    private static final Set<String> PAIRS =
            Set.of("Attributes", "UserAttributes", "attributes", "properties", "fields");
    private static final Set<Set<String>> NAMES_AND_VALUES =
            Set.of(Set.of("Name", "Value"), Set.of("name", "value"), Set.of("key", "value"), Set.of("Key", "Value"));

    private static final String PANDAS =
            "write the rows as objects: df.to_json(\"rows.ndjson\", orient=\"records\", lines=True) in pandas, or ";

    /** The end of a command of jq, which makes an object of the names and the values in a list. */
    private static final String NAMED =
            " | [$names, .] | transpose | map({key: .[0], value: .[1]}) | from_entries' FILE > rows.ndjson";

    private TableDocument() {}

    /**
     * Refuses such a document, with a hint.
     *
     * @throws dev.upserter.problem.ProblemException if it is one
     */
    static void refuse(byte[] text, String name) {
        Sketch root = Sketch.of(text);
        if (root.kind() != Sketch.Kind.OBJECT || isRow(root)) {
            return;
        }
        pairs(root, "").ifPresent(found -> {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "what is known of a person is a list of names and values, in the field " + found.list()
                            + " of each row, and not in fields",
                    found.hint());
        });
        if (isByColumn(root)) {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "this is a table column by column, each field with the values of all rows, and not one object a row",
                    PANDAS + "jq -c '. as $table | .[keys[0]] | keys[] as $row | $table | map_values(.[$row])' FILE"
                            + " > rows.ndjson");
        }
        listed(root, "", 0).filter(path -> !hasPeople(root, 0)).ifPresent(path -> {
            throw SourceProblems.stop(
                    new Location.InFile(name),
                    "this is a document whose rows are lists of values, in its field " + path + ", and not objects",
                    hint(root, path));
        });
    }

    /**
     * A list of names and values in each row, as Cognito has it.
     *
     * @param rows the path of the rows, as jq has it
     */
    private record Pairs(String rows, String list, String name, String value) {
        String hint() {
            return "make fields of them: jq -c '" + rows + " | del(." + list + ") + (." + list + " | map({(." + name
                    + "): ." + value + "}) | add)' FILE > rows.ndjson";
        }
    }

    /** The list of names and values in each row, where a row has no address of its own. */
    private static Optional<Pairs> pairs(Sketch node, String path) {
        for (Map.Entry<String, Sketch> field : node.fields().entrySet()) {
            Sketch value = field.getValue();
            String name = field.getKey();
            Set<String> names = value.first().fields().keySet();
            if (value.kind() == Sketch.Kind.LIST
                    && PAIRS.contains(name)
                    && NAMES_AND_VALUES.contains(names)
                    && node.fields().keySet().stream()
                            .noneMatch(own -> EMAIL.matcher(own).find())) {
                List<String> both = names.stream().sorted().toList();
                return Optional.of(
                        new Pairs(path.isEmpty() ? "." : path + "[]", name, both.getFirst(), both.getLast()));
            }
            if (value.kind() == Sketch.Kind.LIST
                    && path.isEmpty()
                    && SIMPLE.matcher(name).matches()) {
                Optional<Pairs> inside = pairs(value.first(), "." + name);
                if (inside.isPresent()) {
                    return inside;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isRow(Sketch root) {
        return root.fields().entrySet().stream()
                .anyMatch(field -> field.getValue().kind() == Sketch.Kind.SCALAR && RowsGuess.isOfRow(field.getKey()));
    }

    /** Whether each field holds as many values as the others: a list, or an object with the same names. */
    private static boolean isByColumn(Sketch root) {
        List<Sketch> columns = List.copyOf(root.fields().values());
        if (columns.isEmpty() || columns.size() == 1 && root.isWhole()) {
            return false;
        }
        Sketch first = columns.getFirst();
        boolean alike = columns.stream()
                .allMatch(column -> column.kind() == first.kind()
                        && column.hasValues()
                        && (!root.isWhole()
                                || column.size() == first.size()
                                        && column.fields()
                                                .keySet()
                                                .equals(first.fields().keySet())));
        boolean named = root.fields().keySet().stream().anyMatch(RowsGuess::isOfRow);
        return alike
                && (first.kind() == Sketch.Kind.LIST && first.size() > 1 && named && columns.size() > 1
                        || first.kind() == Sketch.Kind.OBJECT
                                && (isIndex(first) || named && first.size() > 1 && columns.size() > 1));
    }

    private static boolean isIndex(Sketch column) {
        return column.fields().keySet().stream()
                .allMatch(name -> INDEX.matcher(name).matches());
    }

    /** The path of the rows, if they are lists of values, or of cells with a value each. */
    private static Optional<String> listed(Sketch node, String path, int depth) {
        for (Map.Entry<String, Sketch> field : node.fields().entrySet()) {
            Sketch value = field.getValue();
            String here = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (value.kind() == Sketch.Kind.LIST && isOfLists(field.getKey(), value.first())) {
                return Optional.of(here);
            }
            if (value.kind() == Sketch.Kind.OBJECT && depth < DEEPEST) {
                Optional<String> inside = listed(value, here, depth + 1);
                if (inside.isPresent()) {
                    return inside;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOfLists(String name, Sketch row) {
        if (row.kind() == Sketch.Kind.LIST) {
            return RowsGuess.isOfDocuments(name) && row.first().kind() == Sketch.Kind.SCALAR;
        }
        return isOfCells(row, "f", "v") || isOfCells(row, "Data", "VarCharValue");
    }

    /** Whether an object has nothing but a list of cells, each an object with a single value, as BigQuery and Athena answer. */
    private static boolean isOfCells(Sketch row, String cells, String value) {
        Sketch list = row.fields().get(cells);
        return row.fields().size() == 1
                && list != null
                && list.first().fields().keySet().equals(Set.of(value));
    }

    /** Whether a document has a list of objects that are rows, or objects by their names. */
    private static boolean hasPeople(Sketch node, int depth) {
        boolean isNamed = node.kind() == Sketch.Kind.OBJECT
                && node.size() > 1
                && node.fields().values().stream().allMatch(TableDocument::isPerson);
        return isNamed
                || node.kind() == Sketch.Kind.LIST && isPerson(node.first())
                || depth <= DEEPEST && node.fields().values().stream().anyMatch(value -> hasPeople(value, depth + 1));
    }

    private static boolean isPerson(Sketch node) {
        return node.kind() == Sketch.Kind.OBJECT && isRow(node);
    }

    private static String hint(Sketch root, String path) {
        Map<String, Sketch> fields = root.fields();
        if (path.equals("data") && fields.containsKey("columns") && fields.containsKey("index")) {
            return PANDAS + "jq -c '.columns as $names | .data[]" + NAMED;
        }
        if (fields.containsKey("schema") && path.equals("rows")) {
            return "export the table of BigQuery as JSON (EXPORT DATA, bq query --format=json), or jq -c"
                    + " '[.schema.fields[].name] as $names | .rows[] | [.f[].v]" + NAMED;
        }
        if (fields.containsKey("resultSetMetaData")) {
            return "unload the rows of Snowflake with COPY INTO, or jq -c '[.resultSetMetaData.rowType[].name] as $names"
                    + " | .data[]" + NAMED;
        }
        if (path.equals("ResultSet.Rows")) {
            return "take the CSV that Athena has written to S3, or jq -c '[.ResultSet.Rows[] | [.Data[].VarCharValue]]"
                    + " | .[0] as $names | .[1:][]" + NAMED;
        }
        if (fields.containsKey("meta") && path.equals("data")) {
            return "ask ClickHouse with FORMAT JSONEachRow, or jq -c '[.meta[].name] as $names | .data[]" + NAMED;
        }
        return "export the rows as objects, or as CSV. With the names in its field NAMES: jq -c '.NAMES as $names | ."
                + path + "[]" + NAMED;
    }
}
