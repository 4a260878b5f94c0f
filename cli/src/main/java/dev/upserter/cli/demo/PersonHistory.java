package dev.upserter.cli.demo;

import dev.upserter.history.KnownPerson;
import dev.upserter.history.PastRuns;
import dev.upserter.history.RunFolder;
import dev.upserter.history.StateFolder;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.store.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the state folder and the sandbox tell of one person.
 *
 * @param state   the state folder of the demonstration
 * @param sandbox where its runs send
 */
record PersonHistory(StateFolder state, Sandbox sandbox) {
    /** A line of such a file of the example, whose values need no escapes. */
    private static final Pattern REJECTED = Pattern.compile(
            "\"location\":\"([^\"]*)\".*\"code\":\"([A-Z_]*)\",\"reason\":\"([^\"]*)\",\"record\":\\{\"id\":\"([^\"]*)\"");

    /** The rows that were not sent, what each sync sent last, and what Customer.io has. */
    String of(String id) {
        var lines = new ArrayList<String>();
        rejectedFiles().stream()
                .flatMap(file -> REJECTED.matcher(text(file)).results())
                .filter(row -> row.group(4).equals(id))
                .forEach(row ->
                        lines.add("  rejected        " + row.group(1) + ", " + row.group(2) + ": " + row.group(3)));
        try {
            for (KnownPerson known : KnownPerson.find(state.path(), id)) {
                if (!known.values().isEmpty()) {
                    lines.add("  sent last       by the sync " + known.sync() + ": " + known.values());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sandbox.person(id).ifPresent(person -> lines.add("  at Customer.io  " + attributes(person)));
        return String.join("\n", lines);
    }

    private static String attributes(Person person) {
        return person.attributes().entrySet().stream()
                .map(attribute -> attribute.getKey() + ": " + attribute.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** The files of rejected rows of all runs, the oldest first. */
    List<Path> rejectedFiles() {
        try {
            return new PastRuns(state)
                    .ids().reversed().stream()
                            .map(run -> state.run(run).resolve(RunFolder.REJECTED))
                            .filter(Files::exists)
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
