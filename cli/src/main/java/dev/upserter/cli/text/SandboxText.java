package dev.upserter.cli.text;

import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.store.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Shows on the user's own terminal who arrived in a sandbox of the command's own. */
public final class SandboxText {
    private static final int SHOWN = 3;
    private static final int INDENT = 2;

    private SandboxText() {}

    /** How many people there are, and the first of them with their attributes, a line each. */
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
