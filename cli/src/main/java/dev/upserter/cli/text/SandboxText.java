package dev.upserter.cli.text;

import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.store.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Shows what arrived in the command's own sandbox, on the user's own terminal. */
public final class SandboxText {
    private static final String PEOPLE = "people";
    private static final int SHOWN = 3;
    private static final int INDENT = 2;

    private SandboxText() {}

    /**
     * How many people and other things there are, and the first of each with what is known of them, one per line.
     *
     * @param delivered rows of the run
     */
    public static List<String> of(Sandbox sandbox, long delivered, int columns) {
        int count = sandbox.peopleCount();
        var lines = new ArrayList<String>();
        if (count > 0) {
            lines.add((count == 1 ? "1 person" : Amounts.number(count) + " people") + first(count));
            sandbox.people(SHOWN).forEach(person -> lines.add(line(line(person), columns)));
        }
        others(sandbox, columns, lines);
        if (lines.isEmpty() && delivered > 0) {
            lines.add("nothing that stays: rows about people who are not there change nothing");
            lines.add("send the people to a sandbox first: see upserter sandbox --help");
        } else if (lines.isEmpty()) {
            lines.add("nothing arrived");
        }
        return lines;
    }

    /** Stores of things that are no people; a segment without members says nothing. */
    private static void others(Sandbox sandbox, int columns, List<String> lines) {
        sandbox.contents().forEach((store, contents) -> {
            int count = contents.size();
            if (count > 0 && !store.equals(PEOPLE)) {
                lines.add(store + ": " + Amounts.number(count) + first(count));
                contents.entrySet().stream()
                        .limit(SHOWN)
                        .forEach(thing ->
                                lines.add(line(Printable.of(thing.getKey() + "  " + thing.getValue()), columns)));
            }
        });
    }

    private static String first(int count) {
        return count > SHOWN ? ", the first " + SHOWN + " of them:" : ":";
    }

    private static String line(String text, int columns) {
        return Printable.cut("  " + text, columns - INDENT);
    }

    private static String line(Person person) {
        return Printable.of(person.identifier() + "  "
                + person.attributes().entrySet().stream()
                        .map(attribute -> attribute.getKey() + ": " + attribute.getValue())
                        .collect(Collectors.joining(", ", "{", "}")));
    }
}
