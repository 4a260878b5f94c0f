package dev.upserter.json;

import dev.upserter.carried.jackson.util.DefaultIndenter;
import dev.upserter.carried.jackson.util.DefaultPrettyPrinter;

/** How JSON is written on several lines: two blanks a level, and lines that end the same on every machine. */
public final class Indented {
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private Indented() {}

    /** A line for each field of an object; an array stays on one line. */
    public static DefaultPrettyPrinter objects() {
        var printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(INDENTER);
        return printer;
    }

    /** A line for each field of an object and each value of an array. */
    public static DefaultPrettyPrinter all() {
        DefaultPrettyPrinter printer = objects();
        printer.indentArraysWith(INDENTER);
        return printer;
    }
}
