package dev.upserter.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.ConfigReader;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.ProblemException;
import dev.upserter.report.RunReport;
import dev.upserter.run.Run;
import dev.upserter.run.option.RunOptions;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gives nothing to each key of each type: a configuration that says nothing is wrong, and a row that says nothing is rejected. */
@Execution(ExecutionMode.CONCURRENT)
class EmptyPartsTest {
    private static final String ROW =
            "[{\"id\": \"1\", \"other\": \"2\", \"at\": 1700000000, \"empty\": \"\", \"blank\": \"  \","
                    + " \"nobreak\": \"\u00a0\", \"nul\": null, \"list\": [], \"object\": {}, \"a\": \"x\"}]";

    /** What a configuration may say without saying anything, whatever the rows hold. */
    private static final List<String> NOTHING = List.of(
            "\"\"",
            "\"  \"",
            "null",
            "{}",
            "[]",
            "{\"value\": \"\"}",
            "{\"value\": \"  \"}",
            "{\"value\": \"\\u00a0\"}",
            "{\"value\": null}",
            "{\"value\": []}",
            "{\"value\": {}}",
            "{\"value\": \"\", \"as\": \"text\"}",
            "{\"template\": \"\"}",
            "{\"template\": \" \\n\"}",
            "{\"from\": \"\"}",
            "{\"from\": \"  \"}",
            "{\"from\": \"nul\", \"default\": \"\"}",
            "{\"from\": \"nul\", \"default\": \"  \"}",
            "{\"from\": \"nul\", \"default\": []}",
            "{\"object\": []}",
            "{\"array\": []}",
            "{\"run\": \"\"}");

    /** Where a row says nothing. */
    private static final List<String> OF_ROW = List.of(
            "{\"from\": \"empty\"}",
            "{\"from\": \"blank\"}",
            "{\"from\": \"nobreak\"}",
            "{\"from\": \"nul\"}",
            "{\"from\": \"list\"}",
            "{\"from\": \"object\"}",
            "{\"from\": \"blank\", \"as\": \"text\"}",
            "{\"template\": \" {{ blank }}\"}",
            "{\"template\": \"{{ nothing }}\"}");

    @TempDir
    Path folder;

    static List<Kind> kinds() {
        return Kinds.ALL;
    }

    private static List<String> keys(Kind kind) {
        var keys = new ArrayList<String>();
        kind.slots().forEach(slot -> keys.add(slot.name()));
        if (kind.hasUserId()) {
            keys.add("userId");
        }
        return keys;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aKeyThatSaysNothingIsAMistakeWithAPlace(Kind kind) throws IOException {
        for (String key : keys(kind)) {
            for (String nothing : NOTHING) {
                refuses(kind, key, nothing);
                if (key.equals("person")) {
                    refuses(kind, key, "{\"userId\": " + nothing + "}");
                }
            }
        }
    }

    private void refuses(Kind kind, String key, String value) throws IOException {
        Path file = write(kind, key, value);
        assertThatThrownBy(() -> read(file))
                .as("type %s, %s: %s", kind.spelling(), key, value)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems()).isNotEmpty().allSatisfy(problem -> {
                            assertThat(problem.code()).isEqualTo(Code.CONFIG_INVALID);
                            assertThat(problem.place()).containsInstanceOf(Location.InText.class);
                        }));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRowThatSaysNothingForAKeyIsNotSent(Kind kind) throws IOException {
        for (String key : keys(kind)) {
            for (String value : isOfRow(kind, key) ? OF_ROW : List.<String>of()) {
                RunReport report = look(kind, key, value);

                boolean mayBeAbsent = value.contains("\"nul\"") && (key.equals("timestamp") || key.equals("lastUsed"));
                assertThat(report.records().pending())
                        .as("type %s, %s: %s", kind.spelling(), key, value)
                        .isEqualTo(mayBeAbsent ? 1 : 0);
                assertThat(report.problems()).noneMatch(finding -> finding.code() == Code.INTERNAL);
            }
        }
    }

    private static boolean isOfRow(Kind kind, String key) {
        return key.equals("userId")
                || kind.slots().stream()
                        .anyMatch(slot -> slot.name().equals(key) && slot.type() instanceof SlotType.PerRow);
    }

    private RunReport look(Kind kind, String key, String value) throws IOException {
        SyncConfig config = read(write(kind, key, value));
        Path data = Files.writeString(folder.resolve("data.json"), ROW);
        RunOptions options = RunOptions.in(folder.resolve("state")).withDryRun();
        return new Run(config, DataFile.of(data), options, Surroundings.real()).execute();
    }

    private static SyncConfig read(Path file) {
        return ConfigReader.local(Map.of("CUSTOMERIO_SITE_ID", "site", "CUSTOMERIO_API_KEY", "key"))
                .read(file);
    }

    /** A configuration that would be right but for one key. */
    private Path write(Kind kind, String key, String value) throws IOException {
        var keys = new LinkedHashMap<String, String>();
        keys.put("type", "\"" + kind.spelling() + "\"");
        keys.put("maxRejected", "\"100%\"");
        if (kind.hasUserId() && !key.equals("anonymousId")) {
            keys.put("userId", "\"id\"");
        }
        for (Slot<?> slot : kind.slots()) {
            if (slot.isRequired() || slot.name().equals("platform")) {
                keys.put(slot.name(), right(slot));
            }
        }
        if (kind.hasAttributes()) {
            keys.put("mappings", "[{\"from\": \"a\", \"to\": \"a\"}]");
        }
        keys.put(key, value);
        return Files.writeString(
                folder.resolve("configuration.json"),
                keys.entrySet().stream()
                        .map(each -> "\"" + each.getKey() + "\": " + each.getValue())
                        .collect(Collectors.joining(",\n", "{", "}")));
    }

    private static String right(Slot<?> slot) {
        return switch (slot.name()) {
            case "time" -> "\"at\"";
            case "segment" -> "7";
            case "objectType" -> "\"1\"";
            case "platform" -> "\"ios\"";
            case "duplicate" -> "\"other\"";
            default -> "\"a\"";
        };
    }
}
