package dev.upserter.preview;

import dev.upserter.config.MappingTest;
import java.util.List;

/**
 * How a test of a configuration ended. It may hold values of the test's row. Immutable.
 *
 * @param test        the test
 * @param differences what is not as expected, a line each; none where it passed
 */
public record TestOutcome(MappingTest test, List<String> differences) {
    public TestOutcome {
        differences = List.copyOf(differences);
    }

    /** Whether all is as expected. */
    public boolean passed() {
        return differences.isEmpty();
    }
}
