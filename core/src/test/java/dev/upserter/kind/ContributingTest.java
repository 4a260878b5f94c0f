package dev.upserter.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what CONTRIBUTING says of a new kind, and docs/architecture.md of the classes, against the files. */
class ContributingTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");
    private static final Pattern PLACED = Pattern.compile("`((?:[a-z]+/)+[A-Z][A-Za-z]+)`");
    private static final Pattern CLASS = Pattern.compile("[A-Z][A-Za-z]+Kind|[A-Z][a-z]+[A-Za-z]*");

    @Test
    void everyFileAndClassThatItNamesIsThere() throws IOException {
        String text = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
        String part = text.substring(text.indexOf("## A new kind of thing"), text.indexOf("## Taste"));
        assertThat(part.lines().filter(line -> line.matches("\\d+\\. .*"))).hasSizeLessThanOrEqualTo(10);
        Set<String> files = files();
        Matcher named = NAMED.matcher(part);
        int seen = 0;
        while (named.find()) {
            String name = named.group(1).replace("SPELLING", Kinds.PERSON.spelling());
            if (name.contains("/") || name.endsWith(".md") || name.endsWith(".json")) {
                assertThat(Files.exists(ROOT.resolve(name)) || files.contains(name))
                        .as(name)
                        .isTrue();
                seen++;
            } else if (CLASS.matcher(name).matches()) {
                assertThat(files).as(name).contains(name + ".java");
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(15);
        assertThat(part).contains("`Kinds.ALL`");
    }

    @Test
    void theArchitectureFitsTwoScreensAndNamesClassesThatAreThere() throws IOException {
        String text = Files.readString(ROOT.resolve("docs/architecture.md"));
        assertThat(text.lines()).hasSizeLessThanOrEqualTo(80).allMatch(line -> line.length() <= 150);
        assertThat(PLACED.matcher(text).results().map(named -> named.group(1)))
                .hasSizeGreaterThan(80)
                .allMatch(name -> Stream.of("core", "http", "sandbox", "server")
                        .anyMatch(module ->
                                Files.exists(ROOT.resolve(module + "/src/main/java/dev/upserter/" + name + ".java"))));
    }

    private static Set<String> files() throws IOException {
        var names = new HashSet<String>();
        for (String module : new String[] {"core", "sandbox"}) {
            try (var all = Files.walk(ROOT.resolve(module).resolve("src"))) {
                all.map(file -> file.getFileName().toString()).forEach(names::add);
            }
        }
        return names;
    }
}
