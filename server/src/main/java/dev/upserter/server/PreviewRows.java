package dev.upserter.server;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfig;
import dev.upserter.guard.Guard;
import dev.upserter.guard.Verdict;
import dev.upserter.mapping.Mapped;
import dev.upserter.mapping.Mapper;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.IdentifyPerson;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.source.Source;
import dev.upserter.source.SourceRecord;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first rows before and after. For one thread. */
final class PreviewRows {
    private final SyncConfig sync;
    private final Mapper mapper;

    PreviewRows(SyncConfig sync) {
        this.sync = sync;
        this.mapper = new Mapper(sync.mapping());
    }

    /** So many rows as JSON; values are personal data. */
    List<@Nullable Object> read(Source source, int most) throws IOException {
        var rows = new ArrayList<@Nullable Object>();
        while (rows.size() < most && source.hasNext()) {
            rows.add(row(source.next()));
        }
        return rows;
    }

    private Map<String, @Nullable Object> row(SourceRecord record) throws IOException {
        var log = new ProblemLog();
        Map<String, @Nullable Object> row = Json.object(
                "row", record.number(), "location", record.location().toString(), "before", before(record));
        Problem defect = record.defect().orElse(null);
        row.putAll(defect == null ? outcome(record, log) : rejected(defect));
        row.put("findings", log.entries().stream().map(PreviewRows::finding).toList());
        return row;
    }

    private static @Nullable Object before(SourceRecord record) throws IOException {
        if (record.defect().isPresent()) {
            return null;
        }
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < record.shape().size(); i++) {
            if (record.has(i)) {
                fields.put(record.shape().name(i), Json.read(record.value(i).json()));
            }
        }
        return fields;
    }

    private Map<String, @Nullable Object> outcome(SourceRecord record, ProblemLog log) throws IOException {
        return switch (mapper.map(record)) {
            case Mapped.Rejected rejection -> rejected(rejection.problem());
            case Mapped.Person person ->
                switch (guard(log).check(person.operation(), record, person.duplicates())) {
                    case Verdict.Reject rejection -> rejected(rejection.problem());
                    case Verdict.Send send -> sent(send.operation());
                };
        };
    }

    private Guard guard(ProblemLog log) {
        boolean single = sync.delivery().api() == Api.SINGLE;
        return new Guard(sync.guards(), sync.mapping().identifyBy(), single, InstantSource.system(), log);
    }

    private static Map<String, @Nullable Object> sent(IdentifyPerson operation) throws IOException {
        var attributes = new LinkedHashMap<String, @Nullable Object>();
        for (Attribute attribute : operation.attributes()) {
            attributes.put(
                    attribute.name().text(), Json.read(attribute.value().json()));
        }
        String type = operation.identifier().type().spelling();
        return Json.object(
                "outcome",
                "sent",
                "identifiers",
                Json.object(type, operation.identifier().text()),
                "attributes",
                attributes);
    }

    private static Map<String, @Nullable Object> rejected(Problem problem) {
        return Json.object(
                "outcome",
                "rejected",
                "problem",
                Json.object(
                        "code",
                        problem.code().name(),
                        "level",
                        problem.level().spelling(),
                        "message",
                        problem.message(),
                        "help",
                        problem.hint()));
    }

    private static Map<String, @Nullable Object> finding(ProblemLog.Entry finding) {
        return Json.object(
                "code",
                finding.code().name(),
                "level",
                finding.level().spelling(),
                "count",
                finding.count(),
                "messages",
                finding.examples().stream().map(Problem::message).toList());
    }
}
