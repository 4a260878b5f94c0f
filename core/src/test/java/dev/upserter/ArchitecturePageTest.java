package dev.upserter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/architecture.md names classes as they are, and is short enough to be read. */
final class ArchitecturePageTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/architecture.md");
    private static final Pattern NAMED = Pattern.compile("`((?:[a-z]+/)*)([A-Z]\\w+)`");
    private static final int TWO_SCREENS = 100;

    /** Each class as the page names it: its packages, with slashes, and its name. */
    private static Set<String> classes() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> sources = modules.flatMap(module ->
                            Stream.of("main", "test").map(part -> module.resolve("src/" + part + "/java/dev/upserter")))
                    .filter(Files::isDirectory)
                    .toList();
            return sources.stream().flatMap(ArchitecturePageTest::under).collect(Collectors.toSet());
        }
    }

    private static Stream<String> under(Path source) {
        try (Stream<Path> files = Files.walk(source)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(file -> source.relativize(file).toString().replace('\\', '/'))
                    .map(file -> file.substring(0, file.length() - ".java".length()))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyClassItNamesExistsWhereItSays() throws IOException {
        Set<String> classes = classes();
        Set<String> simple = classes.stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        List<String> named = NAMED.matcher(Files.readString(PAGE))
                .results()
                .map(ArchitecturePageTest::name)
                .toList();
        assertThat(named).hasSizeGreaterThan(50);
        assertThat(named)
                .allSatisfy(name ->
                        assertThat(name.contains("/") ? classes : simple).contains(name));
    }

    private static String name(MatchResult found) {
        return found.group(1) + found.group(2);
    }

    @Test
    void itFitsTwoScreens() throws IOException {
        assertThat(Files.readAllLines(PAGE)).hasSizeLessThanOrEqualTo(TWO_SCREENS);
    }
}
