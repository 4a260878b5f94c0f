package dev.upserter.sandbox.junit;

import java.util.List;
import org.opentest4j.AssertionFailedError;

/** What is expected and is not there, and what is there and is not expected, line by line. Stateless. */
final class Difference {
    private Difference() {}

    /** Does nothing where both are equal. */
    static void check(String what, String expected, String actual) {
        if (expected.equals(actual)) {
            return;
        }
        List<String> wanted = expected.lines().toList();
        List<String> there = actual.lines().toList();
        var text = new StringBuilder(what + " differ (- expected, + there):");
        wanted.stream()
                .filter(line -> !there.contains(line))
                .forEach(line -> text.append("\n  - ").append(line));
        there.stream()
                .filter(line -> !wanted.contains(line))
                .forEach(line -> text.append("\n  + ").append(line));
        throw new AssertionFailedError(text.toString(), expected, actual);
    }
}
