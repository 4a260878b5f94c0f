package dev.upserter.source;

import dev.upserter.json.JsonText;
import dev.upserter.operation.text.OptOutNames;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.Quantities;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A list of people who want no messages, beside the rows that are read: a sheet named Unsubscribed, a field
 * {@code "suppressed": […]} of a document. Whoever is on it stays subscribed. docs/init.md lists its names.
 *
 * @param what  the sheet or the list, by its name
 * @param count its rows, for people to read
 * @param hint  how to send it, too
 */
public record OptOutList(String what, String count, String hint) {
    private static final String OFF = ". Write guards.OPT_OUT_NOT_MAPPED: off once it is sent, or if it lists others";
    private static final String RULE = " and mappings: [{value: true, to: unsubscribed}]";

    /** Makes a row of a text or a number, in jq. */
    private static final String ROW = " | {(if tostring | contains(\"@\") then \"email\" else \"id\" end): .}";

    private static final Pattern KEY = Pattern.compile("[0-9@]");

    /** Whether a name is one of such a list. */
    public static boolean isName(String name) {
        return OptOutNames.isList(name);
    }

    /** What the rows of a list are. */
    public enum Form {
        /** Objects, which a run can read. */
        OBJECTS,
        /** Texts or numbers. */
        VALUES,
        /** The names of the fields of an object. */
        KEYS;

        /**
         * The form of a list.
         *
         * @param areKeys    whether it is an object
         * @param areObjects whether an array holds any object
         */
        public static Form of(boolean areKeys, boolean areObjects) {
            return areKeys ? KEYS : areObjects ? OBJECTS : VALUES;
        }
    }

    /** Whether a field of an object is the identifier or the address of a person, and not the name of something. */
    public static boolean isKey(String field) {
        return KEY.matcher(field).find();
    }

    /**
     * A sheet.
     *
     * @param count its rows, for people to read
     */
    public static OptOutList sheet(String name, String count) {
        return new OptOutList(
                "the sheet " + name,
                count,
                "send it after this one, by a configuration with source.sheet: \"" + name + "\"" + RULE + OFF);
    }

    /**
     * A list in a document.
     *
     * @param fields the names of those that lead to it, outermost first
     * @param count  its rows
     * @param form   what its rows are
     */
    public static OptOutList list(List<String> fields, long count, Form form) {
        String path = String.join(".", fields);
        boolean isPath = fields.stream().noneMatch(field -> field.contains("."));
        return new OptOutList(
                "the list " + path,
                Quantities.rows(count),
                form == Form.OBJECTS && isPath
                        ? "send it after this one, by a configuration with source.rows: " + path + RULE + OFF
                        : "make rows of it: jq -c '."
                                + fields.stream().map(OptOutList::step).collect(Collectors.joining())
                                + (form == Form.KEYS ? " | keys[]" : "[]") + (form == Form.OBJECTS ? "" : ROW)
                                + "' FILE > optouts.ndjson. Send them after these,"
                                + " with mappings: [{value: true, to: unsubscribed}]" + OFF);
    }

    /** A field in the words of jq, between the apostrophes of a shell. */
    private static String step(String field) {
        return "[" + new String(JsonText.quote(field), StandardCharsets.UTF_8).replace("'", "\\u0027") + "]";
    }

    /** What it is, and what follows. */
    public String message() {
        return what + " (" + count + ") seems to list people who opted out, and is not read: they stay subscribed";
    }

    /** The warning. */
    public Problem problem(String file) {
        return Problem.of(Code.OPT_OUT_NOT_MAPPED, new Location.InFile(file), message(), hint);
    }
}
