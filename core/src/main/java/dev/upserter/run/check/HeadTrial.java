package dev.upserter.run.check;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.guard.Guard;
import dev.upserter.guard.GuardConfig;
import dev.upserter.guard.Verdict;
import dev.upserter.guard.value.Emails;
import dev.upserter.json.ValueKind;
import dev.upserter.mapping.Mapped;
import dev.upserter.mapping.Mapper;
import dev.upserter.mapping.RunVariables;
import dev.upserter.operation.Identifier;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Subject;
import dev.upserter.pipeline.RejectionLimit;
import dev.upserter.problem.ProblemLog;
import dev.upserter.record.SourceRecord;

/** Maps and guards the first rows of a source, and only counts: the run itself comes to them later. For one thread. */
final class HeadTrial {
    private final Mapper mapper;
    private final Guard guard;
    private final GuardConfig guards;
    private final RejectionLimit limit;
    private long read;
    private long people;
    private long addresses;

    HeadTrial(
            SyncConfig config,
            RunVariables run,
            boolean repeatsAreSent,
            Surroundings surroundings,
            RejectionLimit limit) {
        var unread = new ProblemLog();
        this.limit = limit;
        this.guards = config.guards();
        this.mapper = new Mapper(config.mapping(), config.kind().maker(), run, config.guards(), unread);
        this.guard = new Guard(
                config.guards(),
                config.mapping(),
                config.delivery().api() == Api.SINGLE,
                repeatsAreSent,
                surroundings.clock(),
                unread);
    }

    void take(SourceRecord record) {
        read++;
        guards.decide(record, taken -> {});
        if (record.defect().isPresent()) {
            limit.count(true);
            return;
        }
        switch (mapper.map(record)) {
            case Mapped.FilteredOut filteredOut -> {}
            case Mapped.Rejected rejection -> limit.count(true);
            case Mapped.Made made -> {
                people++;
                addresses += isAddressAsId(made.operation().subject()) ? 1 : 0;
                limit.count(guard.check(made.operation(), record, made.duplicates()) instanceof Verdict.Reject);
            }
        }
    }

    private static boolean isAddressAsId(Subject subject) {
        Identifier person = subject.person();
        return person != null
                && person.type() == IdentifierType.ID
                && person.value().kind() == ValueKind.TEXT
                && Emails.isValid(person.text());
    }

    Mapper mapper() {
        return mapper;
    }

    RejectionLimit limit() {
        return limit;
    }

    /** How many rows were taken. */
    long read() {
        return read;
    }

    /** Of how many rows it is known whom they are about. */
    long people() {
        return people;
    }

    /** How many of them have an e-mail address for an id. */
    long addresses() {
        return addresses;
    }
}
