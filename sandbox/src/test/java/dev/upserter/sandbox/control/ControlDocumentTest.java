package dev.upserter.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.upserter.sandbox.entry.EntryRules;
import dev.upserter.sandbox.entry.Strictness;
import dev.upserter.sandbox.fault.Faults;
import dev.upserter.sandbox.fault.Script;
import dev.upserter.sandbox.track.SandboxRegion;
import dev.upserter.sandbox.track.Workspace;
import dev.upserter.sandbox.track.WorkspaceKeys;
import dev.upserter.sandbox.track.Workspaces;
import dev.upserter.sandbox.traffic.Traffic;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The OpenAPI document names the routes that there are, with their parameters, and nothing else. */
class ControlDocumentTest {
    private static ControlPages pages() {
        var workspace = new Workspace(
                new WorkspaceKeys("site", "key", "", 1, SandboxRegion.US),
                new EntryRules(Strictness.DOCUMENTED, true),
                new Script.Start(1, Faults.none(), Set.of()),
                new Traffic(false, 10),
                System::nanoTime);
        return new ControlPages(new Workspaces(List.of(workspace)), new ControlAccess(""));
    }

    @Test
    void theDocumentIsEqualToTheRoutes() throws Exception {
        JsonNode document = new ObjectMapper().readTree(AboutControls.document());
        var documented = new TreeMap<String, Set<String>>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                var parameters = new TreeSet<String>();
                operation.getValue().path("parameters").forEach(parameter -> {
                    if (parameter.path("in").asText().equals("query")) {
                        parameters.add(parameter.get("name").asText());
                    }
                });
                documented.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), parameters);
            }
        }
        var there = new TreeMap<String, Set<String>>();
        pages().routes()
                .forEach(route -> there.put(route.method() + " " + route.path(), new TreeSet<>(route.parameters())));

        assertThat(documented).isEqualTo(there);
    }

    @Test
    void everyReferenceLeadsSomewhereAndEverySchemaIsUsed() throws Exception {
        JsonNode document = new ObjectMapper().readTree(AboutControls.document());
        var references = new TreeSet<String>();
        document.findValues("$ref").forEach(reference -> references.add(reference.asText()));

        assertThat(references)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .isFalse());
        document.at("/components/schemas")
                .fieldNames()
                .forEachRemaining(schema -> assertThat(references).contains("#/components/schemas/" + schema));
    }
}
