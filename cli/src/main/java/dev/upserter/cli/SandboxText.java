package dev.upserter.cli;

import dev.upserter.sandbox.Person;
import dev.upserter.sandbox.Sandbox;
import java.util.List;
import java.util.stream.Collectors;

/** Shows on the user's own terminal who arrived in a sandbox of the command's own. */
final class SandboxText {
    private static final int SHOWN = 3;

    private SandboxText() {}

    /** How many people there are, and the first of them with their attributes, a line each. */
    static String people(Sandbox sandbox, int columns) {
        List<Person> people = sandbox.people();
        if (people.isEmpty()) {
            return "\nThe sandbox holds nobody.";
        }
        String first = people.stream()
                .limit(SHOWN)
                .map(person -> Printable.cut("  " + line(person), columns))
                .collect(Collectors.joining("\n"));
        String which = people.size() > SHOWN ? "; the first " + SHOWN + ":" : ":";
        return "\nThe sandbox holds " + (people.size() == 1 ? "1 person" : Amounts.number(people.size()) + " people")
                + " until this command ends" + which + "\n" + first;
    }

    private static String line(Person person) {
        return Printable.of(person.identifier() + "  "
                + person.attributes().entrySet().stream()
                        .map(attribute -> attribute.getKey() + ": " + attribute.getValue())
                        .collect(Collectors.joining(", ", "{", "}")));
    }
}
