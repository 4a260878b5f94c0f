package dev.upserter.sandbox.junit;

import dev.upserter.sandbox.SandboxWorkspace;
import dev.upserter.sandbox.store.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** Checks of what arrived in a workspace. A check that fails shows the difference, and IDEs show it side by side. */
public final class SandboxChecks {
    private static final int MOST_NAMED = 20;
    private static final String NOT_THERE = "(not there)";

    private final SandboxWorkspace workspace;

    SandboxChecks(SandboxWorkspace workspace) {
        this.workspace = workspace;
    }

    /** Checks that there is a person with this id, email, phone number or cio_id, and returns checks of this person. */
    public PersonChecks person(String identifier) {
        return new PersonChecks(workspace
                .person(identifier)
                .orElseThrow(() -> new AssertionFailedError(
                        "there is nobody with the identifier " + identifier + ", but " + known())));
    }

    private String known() {
        List<Person> people = workspace.people(MOST_NAMED);
        return people.isEmpty()
                ? "nobody at all"
                : String.join(", ", people.stream().map(Person::identifier).toList());
    }

    /** Checks that no person has this identifier. */
    public SandboxChecks noPerson(String identifier) {
        workspace.person(identifier).ifPresent(person -> {
            throw new AssertionFailedError(
                    "there is a person with the identifier " + identifier + ": " + new TreeMap<>(person.attributes()));
        });
        return this;
    }

    /** Checks how many people there are. */
    public SandboxChecks people(int count) {
        return equal("people", String.valueOf(count), String.valueOf(workspace.peopleCount()));
    }

    /** Checks how many requests arrived, to any API. */
    public SandboxChecks requests(long count) {
        return equal(
                "requests",
                String.valueOf(count),
                String.valueOf(workspace.stats().requests()));
    }

    /**
     * Checks everything of one kind, in any order.
     *
     * @param kind   {@code events}, {@code objects}, {@code relationships}, {@code devices}, {@code segments} …
     * @param things each as {@link SandboxWorkspace#contents(String)} writes it, without its key
     */
    public SandboxChecks contents(String kind, String... things) {
        var kept = workspace
                .contents(kind)
                .orElseThrow(() -> new IllegalArgumentException("the sandbox keeps nothing named " + kind));
        return equal(kind, lines(List.of(things)), lines(new ArrayList<>(kept.values())));
    }

    private static String lines(List<String> things) {
        return String.join("\n", things.stream().sorted().toList());
    }

    private SandboxChecks equal(String what, String expected, String actual) {
        Difference.check(what, expected, actual);
        return this;
    }

    /** Checks of one person, as they were when {@link #person} was called. */
    public static final class PersonChecks {
        private final Person person;

        private PersonChecks(Person person) {
            this.person = person;
        }

        /**
         * Checks an attribute by type and value: {@code has("n", 1)} fails where {@code "1"} arrived, a text.
         *
         * @param value a number, a boolean, null, a list or a map with texts for keys; anything else is its text. Numbers are
         *     compared by value, so that 1.1 is {@code 1.10}. A time is a number of seconds
         */
        public PersonChecks has(String attribute, @Nullable Object value) {
            String actual = person.attributes().getOrDefault(attribute, NOT_THERE);
            Difference.check(attribute + " of " + person.identifier(), expected(value, actual), actual);
            return this;
        }

        /** What is expected, as JSON: as it is there, if it is the same. */
        private static String expected(@Nullable Object value, @Nullable String actual) {
            String json = JsonForm.of(value);
            return actual != null && JsonForm.isSame(json, actual) ? actual : json;
        }

        /** Checks that an attribute is not there. */
        public PersonChecks hasNo(String attribute) {
            Difference.check(
                    attribute + " of " + person.identifier(),
                    NOT_THERE,
                    person.attributes().getOrDefault(attribute, NOT_THERE));
            return this;
        }

        /** Checks all attributes, each as {@link #has} does. */
        public PersonChecks hasOnly(Map<String, ? extends @Nullable Object> attributes) {
            Map<String, String> there = person.attributes();
            var expected = new ArrayList<String>();
            new TreeMap<String, @Nullable Object>(attributes)
                    .forEach((name, value) -> expected.add(name + " = " + expected(value, there.get(name))));
            var actual = new ArrayList<String>();
            new TreeMap<>(there).forEach((name, json) -> actual.add(name + " = " + json));
            Difference.check(
                    "attributes of " + person.identifier(), String.join("\n", expected), String.join("\n", actual));
            return this;
        }
    }
}
