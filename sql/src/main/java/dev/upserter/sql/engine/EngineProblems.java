package dev.upserter.sql.engine;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.redaction.Secrets;
import dev.upserter.sql.statement.Edited;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds the problems of the engine.
 *
 * @param place  the file, or the query's place in the configuration
 * @param isFile whether it is a file
 */
public record EngineProblems(Location place, boolean isFile) {
    /** Messages of these types concern names and files; others may quote values. */
    private static final Set<String> ABOUT_NAMES =
            Set.of("Parser", "parser", "Binder", "Catalog", "IO", "Not implemented", "not implemented", "Permission");

    /** For streamed results, the driver reports only that they broke off. */
    private static final String WHILE_RUNNING =
            "it breaks off: a value cannot be converted (try_cast gives null in place of such a value), a row of a CSV"
                    + " file does not fit its header, or a file is damaged or cut off";

    private static final Pattern SNIFFING = Pattern.compile("Error when sniffing file \"([^\"]*)\"");

    private static final Pattern CSV_ROW = Pattern.compile("CSV Error on Line: (\\d+)");

    private static final Pattern CSV_FILE = Pattern.compile("\n  file = (.*)");

    private static final Pattern CSV_CAST =
            Pattern.compile("Error when converting column \"([^\"\\n]*)\".*to '([A-Z0-9_]+)");

    /** The query itself may ask for a type. */
    private static final Pattern CASTS =
            Pattern.compile("::|\\b(?:try_)?cast\\s*\\(|\\b(?:date|timestamp\\w*)\\s*\\(", Pattern.CASE_INSENSITIVE);

    private static final Pattern JSON_FILE =
            Pattern.compile("(Malformed JSON|JSON transform error) in file \"([^\"\\n]*)\"(?:, in line (\\d+):)?");

    private static final Pattern OTHER_COLUMNS = Pattern.compile(
            "Schema mismatch between globbed files\\.\\s+Main file schema: (.*)\\s+Current file: (.*)\\s+"
                    + "(?:Column with name: \"([^\"\\n]*)\" is (missing|expected to have type))?");

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * The problem for an error.
     *
     * @param asked  the query
     * @param prefix how many bytes were put before the query
     */
    ProblemException of(SQLException e, Edited asked, int prefix) {
        return of(fields(String.valueOf(e.getMessage())), asked, prefix);
    }

    /** The same for an error in the engine's JSON format. */
    ProblemException of(Map<String, String> error, Edited asked, int prefix) {
        String type = error.getOrDefault("exception_type", error.getOrDefault("error_type", ""));
        String told = error.getOrDefault("exception_message", error.getOrDefault("error_message", ""));
        String message = Secrets.in(asked.original()).hide(told);
        if (isFile) {
            return new ProblemException(Problem.of(
                    Code.INPUT_UNREADABLE, place, "the Parquet file cannot be read: " + reason(type, message, "")));
        }
        String position = error.get("position");
        String where = position == null ? "" : " (" + asked.place(Integer.parseInt(position) - prefix) + ")";
        return new ProblemException(Problem.of(
                Code.QUERY_FAILED,
                place,
                "the query cannot be run: " + reason(type, message, asked.original()) + where));
    }

    /** The same problem, with what may be its cause. */
    ProblemException because(ProblemException told, String cause) {
        return new ProblemException(
                Problem.of(Code.QUERY_FAILED, place, told.problems().getFirst().message() + "; " + cause));
    }

    private String reason(String type, String message, String sql) {
        if (message.contains("Invalid string encoding")) {
            return "a text in it is not UTF-8, as Parquet's texts are. The program that wrote it may write such columns as bytes";
        }
        return switch (type) {
            case "Missing Extension" ->
                "it names a file that is not on this machine, or a form that the engine does not know";
            case "Out of Memory" -> "it needs more memory than it may have. Raise source.memory";
            case "Interrupt", "INTERRUPT" -> "it was interrupted";
            case "Conversion" -> conversion(message, CASTS.matcher(sql).find());
            case "" -> isFile ? "it breaks off: the file is damaged or cut off" : WHILE_RUNNING;
            case "Invalid Input" -> invalidInput(message);
            default ->
                ABOUT_NAMES.contains(type) // for a file, this says which format it should have
                        ? firstLine(message)
                        : hidden(type);
        };
    }

    private static String conversion(String message, boolean mayBeAsked) {
        Matcher row = CSV_ROW.matcher(message);
        Matcher cast = CSV_CAST.matcher(message);
        if (!row.find() || !cast.find()) {
            return "a value cannot be converted to the type that the query asks for. try_cast gives null instead";
        }
        boolean isGuess = message.contains("auto-detected") && !message.contains("all_varchar = 1");
        return "line " + row.group(1) + file(message) + ": the cell of the column " + cast.group(1) + " is no "
                + cast.group(2)
                + (isGuess && mayBeAsked
                        ? ", which the query asks for, or the engine has guessed. try_cast gives null instead, and all_varchar ="
                                + " true in read_csv reads texts"
                        : isGuess
                                ? ", as the engine has guessed from the first rows. all_varchar = true in read_csv reads texts"
                                : ", as the query asks for. try_cast gives null instead");
    }

    /** The file that a message about CSV names, as a part of a sentence. */
    private static String file(String message) {
        Matcher file = CSV_FILE.matcher(message);
        return file.find() ? " of " + file.group(1) : " of a CSV file";
    }

    private static String hidden(String type) {
        return "the engine reports an error of type " + type + ", whose text may hold values and is not shown";
    }

    /** The engine examines the first rows of a CSV file before it runs a query. */
    private String invalidInput(String message) {
        Matcher sniffing = SNIFFING.matcher(message);
        if (sniffing.lookingAt()) {
            return "the rows of " + sniffing.group(1)
                    + " do not fit together: some have more or fewer cells than the header,"
                    + " the names or columns given, or a quotation mark is not closed. delim, quote, skip and header in"
                    + " read_csv say what the file is like";
        }
        Matcher row = CSV_ROW.matcher(message);
        if (row.find()) {
            return "line " + row.group(1) + file(message)
                    + ": the row does not fit the header, or cannot be read otherwise";
        }
        Matcher columns = OTHER_COLUMNS.matcher(message);
        if (columns.find()) {
            return otherColumns(columns);
        }
        Matcher json = JSON_FILE.matcher(message);
        if (json.lookingAt()) {
            return json(json, message);
        }
        return isFile && !message.contains("value") ? firstLine(message) : hidden("Invalid Input");
    }

    private static String otherColumns(Matcher files) {
        String first = files.group(2) + " does not have the columns of " + files.group(1);
        if (files.group(3) == null) {
            return first + ". union_by_name = true in read_csv reads files of different columns by their names";
        }
        return files.group(4).equals("missing")
                ? first + ": " + files.group(3)
                        + " is missing. union_by_name = true in read_csv reads files of different"
                        + " columns by their names"
                : first + ": " + files.group(3)
                        + " has another type, as the engine has guessed. all_varchar = true in read_csv reads texts";
    }

    private static String json(Matcher json, String message) {
        String where = json.group(3) == null ? json.group(2) : "line " + json.group(3) + " of " + json.group(2);
        if (json.group(1).startsWith("Malformed")) {
            return message.contains("byte order mark")
                    ? where + " has a byte-order mark before a later row, as joined files have. Remove it:"
                            + " sed 's/^\\xEF\\xBB\\xBF//' FILE > rows.ndjson"
                    : where + " is not valid JSON";
        }
        return where + ": "
                + (message.contains("duplicate key")
                        ? "an object has a field twice"
                        : "a value does not have the type that the query or the engine gives its field")
                + ". read_json_objects reads each row as it is";
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /** The texts of the engine's JSON, which may follow a word or two; empty if it is not JSON. */
    static Map<String, String> fields(String message) {
        var fields = new HashMap<String, String>();
        int start = message.indexOf('{');
        if (start < 0) {
            return fields;
        }
        try (JsonParser json = JSON.createParser(message.substring(start))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken().isStructStart()) {
                    json.skipChildren();
                } else {
                    fields.put(name, json.getText());
                }
            }
        } catch (IOException notJson) {
            return fields;
        }
        return fields;
    }
}
