package dev.upserter.preview;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfig;
import dev.upserter.guard.Guard;
import dev.upserter.guard.Verdict;
import dev.upserter.json.JsonValue;
import dev.upserter.mapping.Mapped;
import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.RunVariables;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.Operation;
import dev.upserter.operation.Subject;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;
import dev.upserter.source.Source;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Maps and guards rows without sending any, and returns each of them before and after. Its memory is that of the returned
 * rows. For one thread, and one source.
 */
public final class Preview {
    private final SyncConfig config;
    private final ProblemLog log = new ProblemLog();
    private final Mapper mapper;
    private final Guard guard;

    /**
     * A preview of a run with the id {@code preview} that starts at this moment.
     *
     * @param config the sync
     * @param now    when the run would start; also decides which dates are in the future
     */
    public Preview(SyncConfig config, Instant now) {
        this(config, new RunVariables("preview", now.getEpochSecond()), now);
    }

    Preview(SyncConfig config, RunVariables run, Instant now) {
        this.config = config;
        this.mapper = new Mapper(config.mapping(), config.kind().maker(), run, config.guards(), log);
        this.guard = new Guard(
                config.guards(),
                config.mapping(),
                config.delivery().api() == Api.SINGLE,
                !config.incremental().enabled(),
                InstantSource.fixed(now),
                log);
    }

    /**
     * Reads a source as far as needed.
     *
     * @param source to read from; the caller closes it
     * @param most   the largest number of rows to return
     * @param key    only rows with exactly this user id; the source is read until enough of them were found. Null for the
     *     first rows
     * @return the rows, in order
     * @throws dev.upserter.problem.ProblemException if the source cannot be read
     */
    public List<Previewed> rows(Source source, long most, @Nullable String key) {
        var rows = new ArrayList<Previewed>();
        while (rows.size() < most && source.hasNext()) {
            SourceRecord record = source.next();
            Previewed row = row(record);
            if (key == null || keyOf(record).filter(key::equals).isPresent()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private Optional<String> keyOf(SourceRecord record) {
        return record.defect().isPresent() ? Optional.empty() : mapper.key(record);
    }

    Previewed row(SourceRecord record) {
        log.forget();
        config.guards().decide(record, log::add);
        Previewed.Outcome outcome =
                record.defect().<Previewed.Outcome>map(this::rejected).orElseGet(() -> outcome(record));
        return new Previewed(
                record.number(), record.location(), record.json().json(), fields(record), outcome, log.entries());
    }

    private static List<Previewed.Value> fields(SourceRecord record) {
        var fields = new ArrayList<Previewed.Value>();
        for (int i = 0; i < record.shape().size(); i++) {
            if (record.has(i)) {
                fields.add(new Previewed.Value(
                        record.shape().name(i), record.value(i).json()));
            }
        }
        return fields;
    }

    private Previewed.Outcome outcome(SourceRecord record) {
        return switch (mapper.map(record)) {
            case Mapped.FilteredOut filteredOut -> new Previewed.FilteredOut();
            case Mapped.Rejected rejection -> rejected(rejection.problem());
            case Mapped.Made made ->
                switch (guard.check(made.operation(), record, made.duplicates())) {
                    case Verdict.Reject rejection -> rejected(rejection.problem());
                    case Verdict.Repeated repeated -> new Previewed.FilteredOut();
                    case Verdict.Send send -> sent(send.operation());
                };
        };
    }

    private Previewed.Rejected rejected(Problem problem) {
        Level level = config.guards().rejecting(problem);
        return new Previewed.Rejected(
                new Problem(problem.code(), level, problem.location(), problem.message(), problem.hint()));
    }

    private static Previewed.Sent sent(Operation operation) {
        var attributes = new ArrayList<Previewed.Value>();
        for (Attribute attribute : operation.payload().attributes()) {
            JsonValue value = attribute.value();
            attributes.add(new Previewed.Value(attribute.name().text(), value.json()));
        }
        var parts = new ArrayList<Previewed.Value>();
        operation.parts().forEach((name, value) -> parts.add(new Previewed.Value(name, value.json())));
        Subject subject = operation.subject();
        Subject shown = subject.person() == null ? subject : subject.person();
        return new Previewed.Sent(shown.keyName(), shown.text(), parts, attributes);
    }
}
