package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between pages lead somewhere, also to a heading. */
class LinksTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("!?\\[[^]\\[]*(?:\\[[^]]*][^]]*)?]\\(([^)\\s]+)\\)");
    private static final Pattern BLOCK = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile(BLOCK + "|`[^`\n]*`", BLOCK.flags());
    private static final Pattern HEADING = Pattern.compile("^#+ +(.*)$", Pattern.MULTILINE);

    private final Map<Path, Set<String>> anchors = new HashMap<>();

    @Test
    void everyLinkLeadsToAFileAndAHeadingThatIsThere() throws IOException {
        var dead = new ArrayList<String>();
        int links = 0;
        for (Path page : pages()) {
            String text = CODE.matcher(Files.readString(page)).replaceAll("code");
            for (MatchResult link : LINK.matcher(text).results().toList()) {
                links++;
                if (!link.group(1).matches("[a-z]+:.*") && !leads(page, link.group(1))) {
                    dead.add(ROOT.relativize(page) + ": " + link.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
        assertThat(links).isGreaterThan(200);
    }

    private static List<Path> pages() throws IOException {
        try (var folder = Files.list(ROOT);
                var docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(folder, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    private boolean leads(Path page, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        return Files.exists(target) && (hash < 0 || anchors(target.normalize()).contains(link.substring(hash + 1)));
    }

    private Set<String> anchors(Path page) {
        return anchors.computeIfAbsent(page, LinksTest::read);
    }

    /** The anchors of the headings, as GitHub makes them. */
    private static Set<String> read(Path page) {
        try {
            String text = BLOCK.matcher(Files.readString(page)).replaceAll("");
            var found = new HashSet<String>();
            HEADING.matcher(text)
                    .results()
                    .map(heading -> heading.group(1)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                            .replaceAll("\\s", "-"))
                    .forEach(found::add);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
