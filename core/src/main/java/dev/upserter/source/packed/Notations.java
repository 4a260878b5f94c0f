package dev.upserter.source.packed;

import static dev.upserter.source.packed.KnownForm.EXPORT;
import static dev.upserter.source.packed.KnownForm.form;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rows in the notation of another program or protocol: YAML, the objects of Python or MongoDB's shell, JSONP. Stateless. */
final class Notations {
    private static final String OPEN = "[\\[({\\s]*+(?<=\\{|\\{\\s{1,8})";
    private static final String PANDAS =
            "pandas writes objects with df.to_json(\"rows.ndjson\", orient=\"records\", lines=True)";

    /** The end of a command of jq, which makes an object of the names and the values in a list. */
    private static final String NAMED =
            " | [$names, .] | transpose | map({key: .[0], value: .[1]}) | from_entries' FILE > rows.ndjson";

    private static final String TO_FILE = " FILE > rows.ndjson";

    /** What the shell of MongoDB writes in place of a value of JSON. */
    private static final String OF_MONGODB =
            "(?:new )?(?:ObjectId|ISODate|NumberLong|NumberInt|NumberDecimal|Long|Int32|Double|Decimal128|UUID|BinData|Timestamp)\\(";

    /** The objects of programs. */
    private static final List<KnownForm> OBJECTS = List.of(
            form(
                    OPEN + "(?:\"[^\"\\n]*\"|\\w+)\\s*:\\s*" + OF_MONGODB + "|" + OPEN
                            + "[A-Za-z_$][\\w$]*\\s*:(?=[^\\]]{0,1000}?\\b"
                            + OF_MONGODB + ")",
                    "what the shell of MongoDB shows, and not JSON",
                    "export the collection with mongoexport"),
            form(
                    OPEN + "'(?:[^'\\n\\\\]|\\\\.)*+'\\s*:",
                    "objects as Python or JavaScript shows them, and not JSON",
                    "write them with json.dump(rows, file) in Python, with JSON.stringify(rows) in JavaScript"),
            form(
                    OPEN + "(?::\\w+|\"[^\"\\n]*\")\\s*=>|" + OPEN + "\\w+: :?\"?[^\\n]*=>",
                    "objects as Ruby shows them, and not JSON",
                    "write them with JSON.generate(rows)"),
            form(
                    OPEN + "[A-Za-z_$][\\w$]*\\s*:",
                    "objects whose names are not in quotation marks, as in JavaScript or Ruby, and not JSON",
                    "write them with JSON.stringify(rows) in JavaScript, with JSON.generate(rows) in Ruby"),
            form(
                    "(?:<\\?php\\s+(?:return )?)?(?i:array) ?\\(\\s*(?:\\d+|'[^'\\n]*'|\\[[^\\]\\n]*\\]) =>|a:\\d+:\\{[is]:",
                    "an array as PHP shows it",
                    "write it with json_encode($rows)"),
            form(
                    "(?:(?:export )?(?:const|let|var) [\\w$]+|module\\.exports|export default|window\\.[\\w.$]+|self\\.[\\w.$]+)\\s*=?\\s*[\\[{]",
                    "a program of JavaScript",
                    "write the rows with JSON.stringify(rows)"));

    /** JSON with something around it, or in it. */
    private static final KnownForm WITH_COMMENTS = form(
            "(?://[^\\n]*\\n\\s*+|/\\*(?:[^*]|\\*(?!/))*+\\*/\\s*+)++[\\[{]\\s*[\"{\\]}/]",
            "JSON with comments",
            "remove the comments");

    private static final KnownForm BELOW_NAME = form(
            "[^\\n,;\t|\"{}\\[\\]]{1,100}\\n\\{\"[^\\n]*\\}[ \\t]*(?:\\n|$)",
            "one object of JSON a line, below a name",
            "remove the first line: tail -n +2" + TO_FILE);

    private static final KnownForm BELOW_LOG = form(
            "(?:(?:\\[?\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d|\\[?(?i:INFO|WARN|WARNING|DEBUG|ERROR|NOTICE)\\b)[^\\n]*\\n){1,20}+"
                    + "\\s*[\\[{]\\s*[{\"]",
            "JSON below messages of the program that wrote it",
            "remove the lines before the JSON, and let the program write its messages to another file (2> messages.txt)");

    private static final KnownForm BELOW_TEXT = form(
            "[^\\n,;\t|\"{}\\[\\]]{1,100}\\n\\[\\s*\\{\\s*\"",
            "an array of JSON below a line of text",
            "remove the first line: tail -n +2 FILE > rows.json");

    private static final KnownForm LISTS = form(
            "\\[\"[^\\n]*\\][ \\t]*\\n\\[[\"\\d\\-ntf]",
            "a list a line, and no object",
            "write objects. If the first list holds the names: jq -cn 'input as $names | inputs" + NAMED);

    private static final Pattern NDJSON = Pattern.compile("(?i)\\.(ndjson|jsonl)(\\.|$)");

    private static final List<KnownForm> OF_JSON = List.of(
            form(
                    "(?:/\\*\\*/\\s*)?(?:typeof [^\\n]{1,80}&&\\s*)?[A-Za-z_$][\\w$.]*\\(\\s*[\\[{]\\s*[\"{]",
                    "JSONP: the rows are inside the call of a function",
                    "ask for JSON, without the parameter for a callback, or remove what is before and after the JSON"),
            form(
                    "\\)\\]\\}',?\\s*\\n|(?:for ?\\(;;\\)|while ?\\((?:1|true)\\)); ?[\\[{]",
                    "JSON behind a guard against scripts",
                    "remove what is before the first bracket or brace"),
            WITH_COMMENTS,
            form(
                    "(?:(?:event|id|retry):[^\\n]*\\n)*+data: ?[\\[{\"]",
                    "a stream of events",
                    "take their data: sed -n 's/^data: *//p'" + TO_FILE),
            form(
                    "HTTP/\\d(?:\\.\\d)? (?:\\d{3}[^\\n]*\\n(?:[\\w-]+:[^\\n]*\\n)*+\\s*[\\[{]|[45]\\d\\d)",
                    "the answer of a server, with its headers before it",
                    "fetch it without them: curl --fail, and not --include"),
            form(
                    "(?!\"(?:[^\"\\\\]|\\\\.)*+\"[ \\t]*[,;\t|])\"[\\s\\[{]*[\\[{](?:\\\\[nrt]|\\s)*\\\\\"",
                    "JSON inside a text of JSON",
                    "take it out: jq -r ." + TO_FILE),
            form(
                    "\\[\\s*\\[\\s*(?:\"|-?\\d|null|true|false|\\])",
                    "a list of lists, and not of objects",
                    PANDAS + ". If the first list holds the names: jq -c '.[0] as $names | .[1:][]" + NAMED),
            form(
                    "(?:[^\\n,;\t|\"{}]{1,100}\\n|\"[^\\n\"]{1,100}\"\\n)?\"\\s*\\{\\s*(?:\"\"[^\"]*+)*+(?<=\\}\\s{0,4})\"[ \\t]*(?:\\n|$)",
                    "CSV with an object of JSON in its only column",
                    "write the objects as JSON: FILE_FORMAT = (TYPE = JSON) in Snowflake, psql --tuples-only --no-align,"
                            + " or take them out: python3 -c 'import csv, sys; [print(row[0]) for row in csv.reader(sys.stdin)"
                            + " if row[0][:1] == \"{\"]' < FILE > rows.ndjson"),
            BELOW_LOG,
            BELOW_TEXT,
            BELOW_NAME);

    /** The texts of other tools. */
    static final List<KnownForm> OTHERS = List.of(
            form(
                    "(?:(?:---|#)[^\\n]*\\n)*+(?:[\\w-]+:[ \\t]*\\n)?\\s*+- +(?:\\{ *\"?[\\w-]+\"?: [^\\n]*\\}|[\\w\"'-]+:(?: [^\\n]*)?\\n\\s*+(?:- +)?[\\w\"'-]+:(?:\\s|$))",
                    "YAML",
                    "write the rows as JSON: yq -o=json . FILE > rows.json"),
            form(
                    "(?:(?:---|#)[^\\n]*\\n)*+(?:[\\w.@\"'-]+:[ \\t]*\\n(?: +[\\w\"'-]+:(?: [^\\n]*)?(?:\\n|$))++){2}",
                    "YAML", "write the rows as JSON: yq -o=json . FILE > rows.json"),
            form("\\[\\[[\\w.-]+\\]\\]\\s*\\n\\s*[\\w.\"-]+ *=", "TOML", "write the rows as JSON"),
            form(
                    "(?:\\w+=[^\\s,;&]*(?: +\\w+=(?:\"[^\"\\n]*\"|[^\\s,;&\"]*))++ *(?:\\n|$)){2}",
                    "lines of names and values", EXPORT),
            form(
                    "\"[^\"\\n,;\t|]*\"(?: \"[^\"\\n,;\t|]*\")++\\n\"[^\"\\n]*\" ",
                    "a table as R writes it, with blanks between the cells",
                    "write it with write.csv(rows, \"rows.csv\", row.names = FALSE, na = \"\")"),
            form("(?:\\w+=[^&\\s,;]*&[^\\s,;]*(?:\\n|$)){2}", "forms as a web page sends them", EXPORT));

    private static final Pattern SEPARATOR = Pattern.compile("\u001e\\s*[\\[{\"]");

    static final KnownForm SEQUENCE = new KnownForm(
            SEPARATOR,
            "JSON with separators between the rows (RFC 7464)",
            "remove them: tr -d '\\036' < FILE > rows.ndjson");

    static final KnownForm WITH_COMMAS = form(
            "\\{\"[^\\n]*,[ \\t]*\\n\\{\"",
            "a list of objects without the brackets around it",
            "write [ before it and ] after it, or remove the commas: sed 's/,[[:space:]]*$//'" + TO_FILE);

    private static final JsonFactory JSON = new JsonFactory();

    private Notations() {}

    /** Whether each of the first two lines is an object, with a comma after the first; a line of a list in a row may look alike. */
    static boolean isWithCommas(String text) {
        String[] lines = text.split("\n", 3);
        return WITH_COMMAS.start().matcher(text).lookingAt() && isObject(lines[0]) && isObject(lines[1]);
    }

    private static boolean isObject(String line) {
        return isWhole(line.strip().replaceFirst(",$", ""), JsonToken.START_OBJECT);
    }

    private static boolean isWhole(String line, JsonToken start) {
        try (JsonParser parser = JSON.createParser(line)) {
            boolean isRight = parser.nextToken() == start;
            parser.skipChildren();
            return isRight && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    /** The form of what is JSON, or nearly so; empty if it is another text. */
    static Optional<KnownForm> inJson(String text, String name) {
        return KnownForm.in(OBJECTS, text)
                .or(() -> KnownForm.in(OF_JSON, text).filter(form -> !isOfLines(form, text, name)))
                .or(() -> Optional.of(LISTS).filter(form -> areLists(text)))
                .or(() -> Optional.of(WITH_COMMAS).filter(form -> isWithCommas(text)));
    }

    /** Whether a file is of one object a line, as its name says, but for a line above them, which is rejected alone. */
    private static boolean isOfLines(KnownForm form, String text, String name) {
        return NDJSON.matcher(name).find()
                && (form.equals(WITH_COMMENTS)
                        || form.equals(BELOW_NAME)
                        || form.equals(BELOW_LOG) && !text.startsWith("["))
                && text.lines()
                        .filter(line -> line.startsWith("{"))
                        .findFirst()
                        .filter(line -> isWhole(line, JsonToken.START_OBJECT))
                        .isPresent();
    }

    /** Whether the first line is a list, and the second starts like one. */
    private static boolean areLists(String text) {
        return LISTS.start().matcher(text).lookingAt()
                && isWhole(text.substring(0, text.indexOf('\n')), JsonToken.START_ARRAY);
    }
}
