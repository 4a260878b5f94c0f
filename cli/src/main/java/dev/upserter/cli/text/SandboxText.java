package dev.upserter.cli.text;

import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.store.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Shows the people who arrived in the command's own sandbox, on the user's own terminal. */
public final class SandboxText {
    private static final int SHOWN = 3;
    private static final int INDENT = 2;

    private SandboxText() {}

    /** The number of people, and the first of them with their attributes, one per line. */
    public static List<String> people(Sandbox sandbox, int columns) {
        int count = sandbox.peopleCount();
        var lines = new ArrayList<String>();
        lines.add(
                count == 0
                        ? "no one arrived"
                        : (count == 1 ? "1 person" : Amounts.number(count) + " people")
                                + (count > SHOWN ? ", the first " + SHOWN + " of them:" : ":"));
        for (Person person : sandbox.people(SHOWN)) {
            lines.add(Printable.cut("  " + line(person), columns - INDENT));
        }
        return lines;
    }

    private static String line(Person person) {
        return Printable.of(person.identifier() + "  "
                + person.attributes().entrySet().stream()
                        .map(attribute -> attribute.getKey() + ": " + attribute.getValue())
                        .collect(Collectors.joining(", ", "{", "}")));
    }
}
