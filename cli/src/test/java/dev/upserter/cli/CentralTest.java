package dev.upserter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * The modules that the release workflow publishes meet what Maven Central asks of each: name, description, address, license,
 * developers, where the sources are, sources and documentation as jars, signatures.
 */
final class CentralTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern PUBLISHED = Pattern.compile("-pl ([\\w,/-]+) -am deploy");

    /** Modules that only test or measure. */
    private static final List<String> NOT_PUBLISHED =
            List.of("pipeline-alone", "benchmarks/stages", "spring-boot-trial");

    private final Document parent = pom("pom.xml");
    private final Map<String, Document> modules = new HashMap<>();

    CentralTest() throws Exception {
        for (String module : all(parent, "/project/modules/module")) {
            modules.put(module, pom(module + "/pom.xml"));
        }
    }

    private Document module(String name) {
        return Objects.requireNonNull(modules.get(name), name);
    }

    private static Document pom(String path) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(path).toFile());
    }

    private static List<String> all(Document pom, String path) throws Exception {
        var nodes = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
        var texts = new ArrayList<String>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
    }

    private static String workflow() throws Exception {
        return Files.readString(ROOT.resolve(".github/workflows/release.yml"));
    }

    @Test
    void whatAllModulesInheritIsThere() throws Exception {
        for (String path : List.of(
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "developers/developer/url",
                "scm/connection",
                "scm/url")) {
            assertThat(all(parent, "/project/" + path)).as(path).isNotEmpty().noneMatch(String::isBlank);
        }
        assertThat(all(parent, "/project/profiles/profile[id='release']//plugin/artifactId"))
                .contains(
                        "flatten-maven-plugin",
                        "maven-source-plugin",
                        "maven-javadoc-plugin",
                        "maven-gpg-plugin",
                        "central-publishing-maven-plugin");
        assertThat(workflow()).contains("-P release ", "-Drelease.address=\"$GITHUB_SERVER_URL/$GITHUB_REPOSITORY\"");
    }

    @Test
    void eachModuleThatIsPublishedSaysWhatItIs() throws Exception {
        for (String module : published()) {
            Document pom = module(module);
            assertThat(all(pom, "/project/name")).as(module).hasSize(1).noneMatch(String::isBlank);
            assertThat(all(pom, "/project/description")).as(module).hasSize(1).noneMatch(String::isBlank);
        }
    }

    /** Where there are no sources of our own, Maven would make neither jar. */
    @Test
    void eachModuleThatIsPublishedHasSourcesAndDocumentation() throws Exception {
        for (String module : published()) {
            boolean own = Files.isDirectory(ROOT.resolve(module).resolve("src/main/java"))
                    || !all(module(module), "/project/build/sourceDirectory").isEmpty();
            assertThat(all(module(module), "/project/profiles/profile[id='release']//classifier"))
                    .as(module)
                    .isEqualTo(own ? List.of() : List.of("sources", "javadoc"));
        }
    }

    /** Those that the workflow names, and those that they need: without one of them, nobody could use the others. */
    @Test
    void allButTheTestsArePublished() throws Exception {
        assertThat(published())
                .containsExactlyInAnyOrderElementsOf(modules.keySet().stream()
                        .filter(module -> !NOT_PUBLISHED.contains(module))
                        .toList());
    }

    private Set<String> published() throws Exception {
        Matcher named = PUBLISHED.matcher(workflow().replaceAll("\\s+", " "));
        assertThat(named.find()).as("the modules of the workflow").isTrue();
        var published = new TreeSet<String>();
        var open = new ArrayList<>(List.of(named.group(1).split(",")));
        while (!open.isEmpty()) {
            String module = open.removeLast();
            if (published.add(module)) {
                for (String needed :
                        all(module(module), "/project/dependencies/dependency[groupId='dev.upserter']/artifactId")) {
                    open.add(needed.replace("upserter-", ""));
                }
            }
        }
        return published;
    }
}
