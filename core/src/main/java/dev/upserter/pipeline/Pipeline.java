package dev.upserter.pipeline;

import dev.upserter.batch.BatchPool;
import dev.upserter.batch.Packer;
import dev.upserter.delivery.Connector;
import dev.upserter.delivery.Delivery;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.Destination;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.kind.KindConfig;
import dev.upserter.mapping.FieldSummary;
import dev.upserter.memory.MemoryShare;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.record.SourceRecord;
import dev.upserter.report.Fields;
import dev.upserter.report.Finding;
import dev.upserter.report.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends the records of one partition: take each, then finish, then close. A record is mapped, guarded, packed and delivered
 * as in a run of the whole source; nothing is kept but counts, and rows that are not delivered go to a {@link RowLog}. For
 * one thread.
 */
public final class Pipeline implements AutoCloseable {
    private final Account account;
    private final Delivery delivery;
    private final Intake intake;
    private final MemoryShare memory;

    private Pipeline(
            PipelineConfig config, Destination destination, Surroundings surroundings, RowLog rows, PipelineUse use) {
        this.account = use.account();
        this.memory = use.memory().share().open();
        var pool = new BatchPool(config.routing(), memory);
        this.delivery = new Delivery(
                config.delivery(), destination, surroundings, new Ledger(account, rows), pool, use.stops());
        var sink = new PackingSink(new Packer(pool, delivery), config.guards(), account.log());
        this.intake = new Intake(config, use.rules(), surroundings.clock(), account, sink, rows::reject, memory);
    }

    /**
     * Opens one that has taken nothing; Customer.io is asked for the region, where the configuration names no endpoint.
     *
     * @param credentials  of the workspace
     * @param surroundings what it finds outside
     * @param rows         where it is written down what becomes of rows
     * @throws ProblemException     if the credentials were refused, Customer.io did not answer, or what records become cannot be
     *                              undone and the configuration does not say yes to that
     * @throws InterruptedException if the thread was interrupted meanwhile
     */
    public static Pipeline open(PipelineConfig config, Credentials credentials, Surroundings surroundings, RowLog rows)
            throws InterruptedException {
        requireAllowed(config);
        var connector =
                new Connector(config.destination(credentials), config.delivery(), surroundings, Optional.empty());
        return to(config, connector.connect(), surroundings, rows, PipelineUse.alone());
    }

    /**
     * Opens one that has taken nothing.
     *
     * @param destination  where to, found before
     * @param surroundings what it finds outside
     * @param rows         where it is written down what becomes of rows
     * @param use          what it shares
     */
    public static Pipeline to(
            PipelineConfig config, Destination destination, Surroundings surroundings, RowLog rows, PipelineUse use) {
        return new Pipeline(config, destination, surroundings, rows, use);
    }

    /**
     * Refuses a configuration for which more has to be known or asked than a pipeline does.
     *
     * @throws ProblemException if it is one
     */
    public static void requireAllowed(PipelineConfig config) {
        requireYes(config);
        requireKnown(config);
    }

    /** A pipeline asks the App API nothing. */
    private static void requireKnown(PipelineConfig config) {
        KindConfig kind = config.kind();
        if (kind.segment().filter(segment -> !segment.hasNumber()).isPresent()) {
            throw unasked("segment is a name", "write the number of the segment");
        }
        if (kind.mode() == Mode.CREATE) {
            throw unasked("mode is create", "choose another mode");
        }
        if (!config.mapping().firstValues().isEmpty()) {
            throw unasked("a rule has onlyIfEmpty", "remove the key, or the rule");
        }
    }

    private static ProblemException unasked(String what, String hint) {
        return new ProblemException(Problem.of(
                Code.CONFIG_INVALID,
                null,
                what + ", for which the App API has to be asked, which a pipeline does not. Nothing was sent",
                hint));
    }

    private static void requireYes(PipelineConfig config) {
        Optional<String> forEver = config.kind().kind().irreversible().filter(what -> !config.irreversible());
        if (forEver.isPresent()) {
            throw new ProblemException(Problem.of(
                    Code.CONFIRM_IRREVERSIBLE,
                    null,
                    "each record would " + forEver.get() + ", which cannot be undone. Nothing was sent",
                    "set irreversible in the configuration of the pipeline"));
        }
    }

    /**
     * Takes the next record; what it needs of it is copied.
     *
     * @return whether another may be taken; otherwise the result says why not
     * @throws ProblemException     if the row cannot be written down that is not sent
     * @throws InterruptedException if the thread was interrupted while it waited for room
     */
    public boolean take(SourceRecord record) throws InterruptedException {
        return intake.take(record) && delivery.stopped().isEmpty();
    }

    /** Sends what was taken, however little: more may be taken. */
    public void flush() throws InterruptedException {
        intake.flush();
    }

    /** Why no more is taken or sent; empty if there is no reason. Any thread may ask. */
    public Optional<Problem> stopped() {
        return account.stop().or(delivery::stopped);
    }

    /** How far its rows are, of a source whose length nobody knows. Any thread may ask. */
    public Progress progress(long bytesRead, Duration elapsed) {
        return account.tally().progress(delivery, bytesRead, 0, elapsed);
    }

    /** Ends the sending at once, from any thread; what was not sent is pending. */
    public void stop() {
        delivery.stop(Problem.of(Code.INTERRUPTED, null, "the run was asked to stop"));
    }

    /**
     * Sends what is left, and waits until all of it has an end. No record may be taken after it.
     *
     * @throws InterruptedException if the thread was interrupted meanwhile; {@link #close} gives up what is left then
     */
    public PipelineResult finish() throws InterruptedException {
        try {
            if (account.stop().isEmpty() && delivery.stopped().isEmpty()) {
                intake.complete();
            }
        } finally {
            intake.finish();
        }
        delivery.awaitAll();
        delivery.stopped()
                .filter(problem -> account.stop().isEmpty() || problem.code() != Code.INTERRUPTED) // for that reason
                .ifPresent(problem -> account.stopFor(List.of(problem)));
        if (account.stop().isEmpty()) {
            delivery.slowdowns().forEach(message -> account.log().add(Problem.of(Code.SLOWED_DOWN, null, message)));
        }
        return result();
    }

    private PipelineResult result() {
        FieldSummary fields = intake.mapper().summary();
        return new PipelineResult(
                account.tally().counts(),
                account.tally().requests(),
                Finding.of(account.log()),
                new Fields(fields.leftBehind(), fields.missing()),
                account.stop().map(Problem::code).orElse(null));
    }

    /** Closes the connections; what was not finished is given up. */
    @Override
    public void close() {
        delivery.close();
        memory.close();
    }
}
