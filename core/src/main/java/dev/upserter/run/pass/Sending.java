package dev.upserter.run.pass;

import dev.upserter.batch.BatchPool;
import dev.upserter.delivery.Connector;
import dev.upserter.delivery.Delivery;
import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.delivery.DeliveryListener;
import dev.upserter.delivery.StopRules;
import dev.upserter.delivery.http.Destination;
import dev.upserter.history.AnsweredAddress;
import dev.upserter.history.RunFiles;
import dev.upserter.pipeline.Ledger;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.run.earlier.EarlierRefusals;
import dev.upserter.run.execution.Execution;
import dev.upserter.run.execution.RunAccount;
import dev.upserter.run.option.RunOptions;
import dev.upserter.run.option.StopWatch;
import dev.upserter.source.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A run's way to Customer.io. For one thread. */
public final class Sending {
    private final Execution run;
    private final boolean isRetry;

    /**
     * The way of a run.
     *
     * @param isRetry whether it sends rows that were refused before
     */
    public Sending(Execution run, boolean isRetry) {
        this.run = run;
        this.isRetry = isRetry;
    }

    /** Tests the credentials. */
    public void test() throws InterruptedException {
        connect(Connector::test).untested().ifPresent(run.account().log()::add);
    }

    /** Makes sure that there are credentials, and that Customer.io takes them, before a source is read for long. */
    public void requireAccess() throws InterruptedException {
        connect(Connector::connect);
    }

    /** Finds out where to send; not before the source has shown that it can be read. */
    public Destination connect(Source source) throws InterruptedException {
        source.hasNext();
        Destination found = connect(Connector::connect);
        run.account().destination(found.base().toString());
        return found;
    }

    /** The workspace whose credentials the run has, found with this patience. */
    public Connector.Workspace workspace(DeliveryConfig patience) throws InterruptedException {
        return connect(Connector::workspace, patience);
    }

    private interface Connecting<T> {
        T by(Connector connector) throws InterruptedException;
    }

    private <T> T connect(Connecting<T> how) throws InterruptedException {
        return connect(how, run.config().delivery());
    }

    private <T> T connect(Connecting<T> how, DeliveryConfig patience) throws InterruptedException {
        var connector = new Connector(run.config().destination(), patience, run.surroundings(), firstAnswer());
        try (var watch = StopWatch.on(run.options().stop(), () -> connector.stop(Execution.interrupted()))) {
            return how.by(connector);
        }
    }

    /** What is done while something can be sent. */
    public interface Work {
        /**
         * Sends.
         *
         * @param stopped whether no more is to be sent
         */
        void with(Delivery delivery, BooleanSupplier stopped) throws InterruptedException, IOException;
    }

    /** Delivers what the work hands on, and waits until all of it has an end. */
    public void deliver(Destination to, Source source, RunFiles files, Work work)
            throws InterruptedException, IOException {
        RunAccount account = run.account();
        RunOptions options = run.options();
        var ledger = new Ledger(account.rows(), files);
        try (var delivery =
                        new Delivery(run.config().delivery(), to, run.surroundings(), ledger, run.pool(), stopRules());
                var watch = StopWatch.on(options.stop(), () -> delivery.stop(Execution.interrupted()));
                var ticker = new ProgressTicker(
                        options.progress(), files, account, source, run.data(), delivery, run.startNanos())) {
            work.with(delivery, () -> isStopped(delivery));
            delivery.awaitAll();
            noteAnswered();
            delivery.stopped().ifPresent(problem -> account.stopFor(List.of(problem)));
            if (account.stop().isEmpty()) {
                delivery.slowdowns().forEach(message -> account.log().add(Problem.of(Code.SLOWED_DOWN, null, message)));
            }
        }
    }

    /**
     * Delivers what is no row of the source, as the events that tell of changes.
     *
     * @param listener hears what becomes of it
     * @param pool     of its batches
     */
    public void deliver(Destination to, DeliveryListener listener, BatchPool pool, Work work)
            throws InterruptedException, IOException {
        var rules = new StopRules(firstAnswer(), Optional.empty());
        try (var delivery = new Delivery(run.config().delivery(), to, run.surroundings(), listener, pool, rules);
                var watch = StopWatch.on(run.options().stop(), () -> delivery.stop(Execution.interrupted()))) {
            work.with(delivery, () -> isStopped(delivery));
            delivery.awaitAll();
            delivery.stopped().ifPresent(problem -> run.account().stopFor(List.of(problem)));
        }
    }

    /** Whether no more is to be sent. Whoever hears of a stop here finds the delivery stopped, too, so that no rest counts as done. */
    private boolean isStopped(Delivery delivery) {
        if (run.isAskedToStop()) {
            delivery.stop(Execution.interrupted());
        }
        return delivery.stopped().isPresent();
    }

    private StopRules stopRules() {
        boolean anyNumber = isRetry || run.config().guards().level(Code.REFUSED_ALIKE) == Level.OFF;
        return new StopRules(
                firstAnswer(), anyNumber ? Optional.empty() : Optional.of(new EarlierRefusals(run.spec())));
    }

    /** An endpoint that has answered before, in this run or in an earlier one, is right, and down if it does not. */
    private Optional<Duration> firstAnswer() {
        URI endpoint = run.config().destination().endpoint();
        boolean isKnown = endpoint == null
                || run.options().waits()
                || run.history().hasDelivered()
                || run.spec()
                        .memory()
                        .filter(folder -> AnsweredAddress.is(endpoint, folder))
                        .isPresent();
        return isKnown ? Optional.empty() : Optional.of(run.surroundings().firstAnswer());
    }

    private void noteAnswered() {
        URI endpoint = run.config().destination().endpoint();
        Optional<Path> folder = run.spec().memory();
        if (endpoint != null
                && folder.isPresent()
                && run.account().tally().delivered.sum() > 0) {
            AnsweredAddress.note(endpoint, folder.get(), run.account().log());
        }
    }
}
