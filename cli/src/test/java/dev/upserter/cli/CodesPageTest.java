package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.problem.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/codes.md says of each code what {@code upserter explain} says; -DrewriteGolden=true writes it anew. */
class CodesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "codes.md");
    private static final int LABEL = 17;

    private static final String INTRODUCTION = """
        # Problem codes

        What does the code in a report mean, and what do you do? Each problem that a run, a check or a plan can name has a code. `upserter explain CODE`
        says the same in the terminal. [Guards](config.md#guards) says how a configuration changes what follows from a code.

        <!-- Written by CodesPageTest from the texts of upserter explain. -->
        """;

    @Test
    void thePageSaysWhatTheCommandSays() throws Exception {
        String page = INTRODUCTION
                + Arrays.stream(Code.values()).map(CodesPageTest::section).collect(Collectors.joining());
        if (Boolean.getBoolean("rewriteGolden")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String section(Code code) {
        Map<String, List<String>> parts = explained(code);
        var text = new StringBuilder("\n## ").append(code).append("\n\n");
        add(text, parts, "what it means", "%s");
        add(text, parts, "why", " %s");
        text.append(text.charAt(text.length() - 1) == '\n' ? "" : "\n\n");
        add(text, parts, "before", "- Before: `%s`\n");
        add(text, parts, "after", "- After: `%s`\n");
        add(text, parts, "what follows", "- What follows: %s\n");
        add(text, parts, "what to do", "- **What to do:** %s\n");
        add(text, parts, "change it", "- Another level: %s\n");
        return text.toString();
    }

    private static void add(StringBuilder text, Map<String, List<String>> parts, String part, String form) {
        List<String> lines = parts.getOrDefault(part, List.of());
        if (!lines.isEmpty()) {
            boolean isCode = form.contains("`");
            text.append(form.formatted(isCode ? lines.getFirst() : plain(lines.getFirst())));
            lines.stream()
                    .skip(1)
                    .forEach(line -> text.append("  - ").append(plain(line)).append('\n'));
        }
    }

    /** Angle brackets and stars are text here. */
    private static String plain(String line) {
        return line.replace("<", "&lt;").replace("*", "\\*");
    }

    /** The parts of the command's answer, each with its lines. */
    private static Map<String, List<String>> explained(Code code) {
        var typed = new Typed();
        assertThat(typed.run("explain", code.name())).isZero();
        var parts = new LinkedHashMap<String, List<String>>();
        String part = "";
        for (String line :
                typed.out().lines().skip(1).filter(one -> !one.isBlank()).toList()) {
            String label = line.substring(0, LABEL).strip();
            part = label.isEmpty() ? part : label;
            parts.computeIfAbsent(part, ignored -> new ArrayList<>()).add(line.substring(LABEL));
        }
        return parts;
    }
}
