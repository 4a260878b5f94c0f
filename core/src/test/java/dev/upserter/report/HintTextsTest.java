package dev.upserter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All texts in the code that name the command line, as it says them to a program. Whoever words one anew learns what it loses. */
class HintTextsTest {
    private static final String LITERAL = "\"((?:[^\"\\\\\\n]|\\\\.)*)\"";

    private static final Pattern TEXT = Pattern.compile(LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*");

    /** What other programs have, too, or what is no hint: descriptions of keys, and what the command line alone says. */
    private static final Pattern OTHERS = Pattern.compile(
            "psql|mysql|clickhouse|curl|\\bbq\\b|duckdb|--output json|page-me|^an upserter|customer-upserter");

    private static final Pattern NO_HINTS =
            Pattern.compile("ProgramHints|alert/(?:Messages|LateTexts)|config/(?:read|schedule)/\\w+Keys\\.java");

    private static final Set<String> TEXTS = texts();

    private static Set<String> texts() {
        try (Stream<Path> core = Files.walk(Path.of("src/main/java"));
                Stream<Path> sql = Files.walk(Path.of("../sql/src/main/java"))) {
            return Stream.concat(core, sql)
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !NO_HINTS.matcher(file.toString()).find())
                    .flatMap(file -> of(file).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The literals of a file; those that are added to each other are one. */
    private static List<String> of(Path file) {
        try {
            var literal = Pattern.compile(LITERAL);
            return TEXT.matcher(Files.readString(file))
                    .results()
                    .map(found -> literal.matcher(found.group())
                            .results()
                            .map(part -> part.group(1))
                            .collect(Collectors.joining()))
                    .filter(text -> !OTHERS.matcher(text).find())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The options of the command line, as its commands declare them. */
    private static Pattern commands() throws IOException {
        var options = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(Path.of("../cli/src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Pattern.compile("\"--([a-z][a-z-]+)\"")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(option -> options.add(option.group(1)));
            }
        }
        assertThat(options).contains("full", "baseline", "yes");
        return Pattern.compile("\\bupserter [a-z]|(?<![\\w-])--(" + String.join("|", options) + ")\\b");
    }

    @Test
    void eachSentenceThatNamesACommandOrAnOptionIsSaidAsSuchToAProgram() throws IOException {
        Pattern command = commands();
        var unmarked = new ArrayList<String>();
        for (String text : TEXTS) {
            for (String sentence : ProgramHints.of(text).split("(?<=[.;]) ", -1)) {
                if (command.matcher(sentence).find() && !sentence.contains("(at the command line)")) {
                    unmarked.add(sentence);
                }
            }
        }
        assertThat(unmarked).isEmpty();
    }

    @Test
    void noTextSpeaksOfWhatAProgramDoesNotDo() {
        assertThat(TEXTS)
                .hasSizeGreaterThan(1000)
                .allSatisfy(text -> assertThat(ProgramHints.of(text)).doesNotContain("same command", "over HTTP"));
    }

    @Test
    void eachWordingIsThatOfAText() {
        assertThat(ProgramHints.wordings())
                .allSatisfy(wording ->
                        assertThat(TEXTS).anyMatch(text -> wording.matcher(text).find()));
    }
}
