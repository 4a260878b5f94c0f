package dev.upserter.cli.text;

import dev.upserter.problem.Code;
import java.util.Optional;

/**
 * Explains a problem, from the file explain.txt, which has a line for each code.
 *
 * @param meaning what was found
 * @param reason  why that matters
 * @param before  a row, a line of a configuration or a situation with the problem
 * @param after   the same without it
 */
public record Explanation(String meaning, String reason, String before, String after) {
    /** Begins an example that is a line of a configuration. */
    static final String CONFIG = "CONFIG ";

    private static final int PARTS = 5;

    /** The explanation of a code; empty if the file has none. */
    public static Optional<Explanation> of(Code code) {
        return CliTexts.explanations()
                .lines()
                .filter(line -> line.startsWith(code + "|"))
                .findFirst()
                .map(Explanation::parse);
    }

    private static Explanation parse(String line) {
        String[] parts = line.split("\\|", PARTS);
        if (parts.length < PARTS) {
            throw new IllegalStateException("a line of explain.txt has too few parts: " + parts[0]);
        }
        return new Explanation(parts[1], parts[2], parts[3], parts[4]);
    }

    /** The example, as it is shown. */
    public String shownBefore() {
        return shown(before);
    }

    public String shownAfter() {
        return shown(after);
    }

    private static String shown(String example) {
        return example.startsWith(CONFIG) ? "in the configuration: " + example.substring(CONFIG.length()) : example;
    }
}
