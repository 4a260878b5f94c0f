package dev.upserter.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upserter.config.SourceChecks;
import dev.upserter.config.SyncConfig;
import dev.upserter.guard.Guard;
import dev.upserter.guard.Verdict;
import dev.upserter.mapping.Mapped;
import dev.upserter.mapping.Mapper;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.json.JsonSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ExamplesTest {
    private static final Path EXAMPLES = Golden.ROOT.resolve("examples");
    private static final Pattern CREDENTIAL =
            Pattern.compile("\\b(siteId|apiKey|appApiKey)\"?: *(?!\"\"|\"?\\$\\{)[\"'\\w].*");
    private static final ConfigReader READER = ConfigReader.local(Map.of());

    @Test
    void everyExampleConfigurationIsRead() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            List<Path> configurations = files.filter(Files::isRegularFile)
                    .filter(file -> !List.of("data.json", "workspace.yaml")
                            .contains(file.getFileName().toString()))
                    .toList();
            assertThat(configurations)
                    .hasSizeGreaterThan(2)
                    .allSatisfy(file -> assertThat(file.getFileName().toString())
                            .startsWith(READER.read(file).sync() + "."));
        }
    }

    /** What is copied from an example goes to Git. */
    @Test
    void noExampleAndNoPageHoldsACredential() throws IOException {
        try (var examples = Files.walk(EXAMPLES);
                var pages = Files.list(Golden.ROOT.resolve("docs"))) {
            List<Path> files = Stream.of(examples, pages, Stream.of(Golden.ROOT.resolve("README.md")))
                    .flatMap(all -> all)
                    .filter(file -> file.toString().matches(".*\\.(json|ya?ml|md)"))
                    .toList();
            assertThat(files).hasSizeGreaterThan(25);
            for (Path file : files) {
                assertThat(CREDENTIAL.matcher(Files.readString(file)).results().map(MatchResult::group))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void theExampleOfAWorkspaceHasSeveralSyncsOfFilesThatAreThere() {
        assertThat(READER.readAll(EXAMPLES.resolve("workspace.yaml")).syncs())
                .hasSize(6)
                .allSatisfy(sync ->
                        assertThat(EXAMPLES.resolve(sync.source().file())).exists());
    }

    @Test
    void theYamlExampleIsTheJsonExampleWithTheUsualValues() {
        SyncConfig json = READER.read(EXAMPLES.resolve("configuration.json"));
        SyncConfig yaml = READER.read(EXAMPLES.resolve("configuration.yaml"));

        assertThat(yaml).usingRecursiveComparison().ignoringFields("checks").isEqualTo(json);
        assertThat(yaml.checks()).isEqualTo(new SourceChecks(json.checks().maxRejected(), true, false));
        assertThat(json.checks().isOriginal()).isTrue();
    }

    @Test
    void everyExampleRowCanBeSent() throws IOException {
        SyncConfig config = READER.read(EXAMPLES.resolve("configuration.json"));
        var mapper = new Mapper(config.mapping());
        var guard = new Guard(
                config.guards(),
                config.mapping(),
                false,
                true,
                () -> Instant.parse("2026-11-24T00:00:00Z"),
                new ProblemLog());
        var ids = new ArrayList<String>();
        try (var source = JsonSource.open(Files.newInputStream(EXAMPLES.resolve("data.json")), "data.json")) {
            while (source.hasNext()) {
                SourceRecord record = source.next();
                assertThat(record.defect()).isEmpty();
                var person = (Mapped.Made) mapper.map(record);
                Verdict verdict = guard.check(person.operation(), record, person.duplicates());
                assertThat(verdict).isInstanceOf(Verdict.Send.class);
                ids.add(person.operation().subject().text());
            }
        }
        assertThat(ids).hasSize(15).doesNotHaveDuplicates().contains("12345678901234567890");
    }
}
