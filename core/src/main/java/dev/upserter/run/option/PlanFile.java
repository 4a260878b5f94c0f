package dev.upserter.run.option;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.config.SyncConfig;
import dev.upserter.history.ConfigDigests;
import dev.upserter.history.Scope;
import dev.upserter.history.SourcePrint;
import dev.upserter.problem.Code;
import dev.upserter.problem.Location;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.source.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What must not have changed between a plan and its run.
 *
 * @param configuration the configuration file, absolute
 * @param sync          the name of its sync that was planned
 * @param data          the data file, or the pattern of several, absolute
 * @param isAnswer      whether the data are the answer to a query that was written down
 * @param scope         of whom the run speaks
 * @param removals      whether it may remove more people than the configuration allows
 * @param changes       the digest of all changes
 * @param marks         of data and configuration, by name
 */
public record PlanFile(
        Path configuration,
        String sync,
        String data,
        boolean isAnswer,
        Scope scope,
        boolean removals,
        String changes,
        Map<String, String> marks) {

    static final String DATA = "the data";
    private static final JsonFactory JSON = new JsonFactory();

    public PlanFile {
        marks = Map.copyOf(marks);
    }

    /** What tells data and configuration of a run from others. */
    public static Map<String, String> marks(SyncConfig config, DataFile data) throws IOException {
        var marks = new TreeMap<String, String>();
        ConfigDigests.of(config).forEach((part, digest) -> marks.put(mark(part), digest));
        marks.put(DATA, SourcePrint.content(data));
        return marks;
    }

    private static String mark(String part) {
        return "the configuration (" + part + ")";
    }

    /** What the data are, as a run takes them. */
    public DataFile source(String name) {
        return isAnswer ? new DataFile.Answer(Path.of(data), name) : DataFile.find(data);
    }

    /**
     * Refuses a run that would start from something else. A segment that was to be made may be there by now.
     *
     * @throws ProblemException that names what has changed
     */
    public void require(SyncConfig config, DataFile data) throws IOException {
        Map<String, String> found = marks(config, data);
        config.kind()
                .withSegmentToMake()
                .map(config::withKind)
                .ifPresent(unmade -> ConfigDigests.of(unmade).forEach((part, digest) -> {
                    if (digest.equals(marks.get(mark(part)))) {
                        found.put(mark(part), digest);
                    }
                }));
        require(found);
    }

    private void require(Map<String, String> found) {
        var changed = new TreeSet<>(marks.keySet());
        changed.addAll(found.keySet());
        changed.removeIf(part -> Objects.equals(marks.get(part), found.get(part)));
        if (!changed.isEmpty()) {
            throw new ProblemException(Problem.of(
                    Code.PLAN_OUTDATED,
                    null,
                    String.join(", ", changed) + " changed since the plan was made. Nothing was sent"));
        }
    }

    /**
     * Reads the file that a plan wrote; files are found from its folder on.
     *
     * @throws ProblemException if it is no plan
     */
    public static PlanFile read(Path path) {
        var texts = new TreeMap<String, String>();
        var marks = new TreeMap<String, String>();
        try (JsonParser json = JSON.createParser(Files.readAllBytes(path))) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    JsonToken token = json.nextToken();
                    if (name.equals("marks") && token == JsonToken.START_OBJECT) {
                        while (json.nextToken() == JsonToken.FIELD_NAME) {
                            String part = json.currentName();
                            json.nextToken();
                            marks.put(part, json.getText());
                        }
                    } else if (token.isScalarValue()) {
                        texts.put(name, json.getText());
                    } else {
                        json.skipChildren();
                    }
                }
            }
            return of(texts, marks, path.toAbsolutePath().resolveSibling("."));
        } catch (IOException | IllegalArgumentException e) {
            throw noPlan(path, e);
        }
    }

    private static PlanFile of(Map<String, String> texts, Map<String, String> marks, Path folder) throws IOException {
        String configuration = texts.get("configuration");
        String data = texts.get("data");
        String changes = texts.get("digest");
        if (configuration == null || data == null || changes == null || !marks.containsKey(DATA)) {
            throw new IOException("not a plan that can be applied");
        }
        return new PlanFile(
                folder.resolve(configuration).normalize(),
                texts.getOrDefault("sync", ""),
                folder.resolve(data).normalize().toString(),
                Boolean.parseBoolean(texts.get("answer")),
                Scope.valueOf(texts.getOrDefault("scope", "").toUpperCase(Locale.ROOT)),
                Boolean.parseBoolean(texts.get("allowRemovals")),
                changes,
                marks);
    }

    private static ProblemException noPlan(Path path, Exception cause) {
        Problem problem = Problem.of(
                Code.CONFIG_INVALID,
                new Location.InFile(path.toString()),
                "this is no plan that can be applied",
                "give the file that upserter plan --out wrote");
        return new ProblemException(problem, cause);
    }
}
