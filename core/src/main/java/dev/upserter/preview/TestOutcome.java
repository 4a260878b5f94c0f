package dev.upserter.preview;

import dev.upserter.config.MappingTest;
import java.util.List;

/**
 * The result of a test of a configuration. It may contain values of the test's row. Immutable.
 *
 * @param test        the test
 * @param differences what is not as expected, one per line; empty if it passed
 */
public record TestOutcome(MappingTest test, List<String> differences) {
    public TestOutcome {
        differences = List.copyOf(differences);
    }

    /** Whether everything is as expected. */
    public boolean passed() {
        return differences.isEmpty();
    }
}
