package dev.upserter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.sandbox.entry.SandboxRule;
import dev.upserter.sandbox.entry.Strictness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of docs/sandbox.md is made from the rules: {@code -DrewriteGolden=true} writes it anew. */
class RulesDocsTest {
    private static final Path PAGE = Path.of("..", "docs", "sandbox.md");
    private static final String START = "<!-- rules -->\n";

    @Test
    void theTableIsThatOfTheRules() throws IOException {
        var table =
                new StringBuilder("| case | `lenient` | `documented` | `strict` | source |\n|---|---|---|---|---|\n");
        for (SandboxRule rule : SandboxRule.values()) {
            table.append("| ").append(rule.question());
            for (Strictness strictness : Strictness.values()) {
                table.append(" | ").append(rule.answer(strictness));
            }
            table.append(" | ").append(rule.source()).append(" |\n");
        }
        String page = Files.readString(PAGE);
        int from = page.indexOf(START) + START.length();
        int to = page.indexOf("\n## ", from);
        if (Boolean.getBoolean("rewriteGolden")) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
        }

        assertThat(Files.readString(PAGE)).contains(START + table + "\n## ");
    }
}
