package dev.upserter.guard;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfig;
import dev.upserter.config.read.Reading;
import dev.upserter.mapping.Mapped;
import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.RunVariables;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Nulls;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.mapping.spec.Unmapped;
import dev.upserter.operation.Form;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Operation;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.json.JsonSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts rows through a mapper that keeps every field and through a guard, one after the other. */
public final class Rows {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final ProblemLog log = new ProblemLog();
    private final Mapper mapper;
    private final Guard guard;
    private final List<String> entries = new ArrayList<>();

    private Rows(
            IdentifierType type,
            boolean kindIsGuessed,
            boolean repeatsAreSent,
            Map<Code, Level> levels,
            List<Rule> rules) {
        MappingConfig mapping = mapping(type, rules);
        mapper = new Mapper(mapping);
        guard = new Guard(
                new GuardConfig(levels), mapping, kindIsGuessed, repeatsAreSent, InstantSource.fixed(NOW), log);
    }

    private Rows(SyncConfig config) {
        mapper = new Mapper(config.mapping(), config.kind().maker(), RunVariables.NONE, config.guards(), log);
        guard = new Guard(
                config.guards(),
                config.mapping(),
                config.delivery().api() == Api.SINGLE,
                !config.incremental().enabled(),
                InstantSource.fixed(NOW),
                log);
    }

    /** By a configuration in YAML, of whatever type. */
    public static Rows configured(String yaml) {
        return new Rows(Reading.yaml(yaml));
    }

    static MappingConfig mapping(IdentifierType type, List<Rule> rules) {
        return new MappingConfig(new FieldPath("key"), type, rules, Unmapped.KEEP, Nulls.KEEP, false);
    }

    public static Rows guarded() {
        return guarded(Map.of());
    }

    public static Rows guarded(Map<Code, Level> levels) {
        return new Rows(IdentifierType.ID, false, false, levels, List.of());
    }

    public static Rows identifiedBy(IdentifierType type) {
        return new Rows(type, false, false, Map.of(), List.of());
    }

    /** Where each of several rows of one person is sent. */
    static Rows repeated(Map<Code, Level> levels) {
        return new Rows(IdentifierType.ID, false, true, levels, List.of());
    }

    static Rows guessed(Map<Code, Level> levels) {
        return new Rows(IdentifierType.ID, true, false, levels, List.of());
    }

    static Rows guessed(IdentifierType type) {
        return new Rows(type, true, false, Map.of(), List.of());
    }

    static Rows mappedBy(Rule... rules) {
        return new Rows(IdentifierType.ID, false, false, Map.of(), List.of(rules));
    }

    /**
     * What became of a row.
     *
     * @param sent     the attributes sent, as JSON; how the row was rejected otherwise
     * @param findings by code, level and subject, in the order of the levels
     * @param messages the messages of all that was found
     */
    public record Outcome(String sent, String findings, List<String> messages) {}

    /** One row with the key 7. */
    public Outcome attributes(String fields) {
        return row("{\"key\":7" + (fields.isEmpty() ? "" : ",") + fields + "}");
    }

    public Outcome row(String json) {
        Map<String, Long> before = counts();
        SourceRecord record = JsonSource.open(
                        new ByteArrayInputStream(("[" + json + "]").getBytes(StandardCharsets.UTF_8)), "data.json")
                .next();
        String sent = switch (mapper.map(record)) {
            case Mapped.FilteredOut filteredOut -> "filtered out";
            case Mapped.Rejected rejected -> show(rejected.problem());
            case Mapped.Made made ->
                switch (guard.check(made.operation(), record, made.duplicates())) {
                    case Verdict.Send send -> {
                        entries.add(entry(send.operation()));
                        yield json(send.operation());
                    }
                    case Verdict.Repeated repeated -> "repeated";
                    case Verdict.Reject reject -> show(reject.problem());
                };
        };
        Map<String, Long> after = counts();
        after.entrySet().removeIf(finding -> finding.getValue().equals(before.get(finding.getKey())));
        List<String> messages = log.entries().stream()
                .flatMap(entry -> entry.examples().stream())
                .map(problem -> problem.code() + " " + problem.message())
                .toList();
        return new Outcome(sent, String.join(", ", after.keySet()), messages);
    }

    /** How often each finding came so far, by code, level and subject. */
    private Map<String, Long> counts() {
        var counts = new LinkedHashMap<String, Long>();
        for (ProblemLog.Entry entry : log.entries()) {
            String name = entry.code() + " " + entry.level().spelling();
            long rest = entry.count();
            for (var subject : entry.subjects().entrySet()) {
                counts.put(name + " " + subject.getKey(), subject.getValue());
                rest -= subject.getValue();
            }
            if (rest > 0) {
                counts.put(name, rest);
            }
        }
        return counts;
    }

    static String show(Problem problem) {
        return problem.code() + " " + problem.level().spelling() + ": " + problem;
    }

    private static String json(Operation operation) {
        byte[] json = new byte[operation.length(Form.BODY)];
        operation.write(Form.BODY, json, 0);
        return new String(json, StandardCharsets.UTF_8);
    }

    private static String entry(Operation operation) {
        byte[] json = new byte[operation.length(Form.ENTRY)];
        operation.write(Form.ENTRY, json, 0);
        return new String(json, StandardCharsets.UTF_8);
    }

    /** The entries of a batch that would be sent so far. */
    List<String> entries() {
        return entries;
    }

    ProblemLog log() {
        return log;
    }

    Guard guard() {
        return guard;
    }
}
