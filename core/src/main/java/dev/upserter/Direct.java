package dev.upserter;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.Connector;
import dev.upserter.delivery.StopRules;
import dev.upserter.delivery.answer.DeadLetter;
import dev.upserter.delivery.http.Destination;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.history.RunId;
import dev.upserter.ingest.Ingest;
import dev.upserter.kind.Triggers;
import dev.upserter.memory.MemoryBudget;
import dev.upserter.memory.RunRooms;
import dev.upserter.pipeline.Account;
import dev.upserter.pipeline.IntakeRules;
import dev.upserter.pipeline.Pipeline;
import dev.upserter.pipeline.PipelineConfig;
import dev.upserter.pipeline.PipelineUse;
import dev.upserter.pipeline.Rehearsal;
import dev.upserter.pipeline.RejectionLimit;
import dev.upserter.pipeline.RowLog;
import dev.upserter.problem.Problem;
import dev.upserter.record.SourceRecord;
import dev.upserter.report.Fields;
import dev.upserter.report.RunReport;
import dev.upserter.run.execution.Execution;
import dev.upserter.source.DataFile;
import dev.upserter.source.Source;
import dev.upserter.source.open.Sources;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Runs that leave nothing behind: no folder, no journal, no lock. Thread-safe. */
final class Direct implements Runner {
    /** Writes nothing down: what becomes of rows is told by their outcomes alone. */
    private static final RowLog NOTHING = new RowLog() {
        @Override
        public void reject(SourceRecord record, Problem problem) {}

        @Override
        public void bury(List<DeadLetter> letters) {}
    };

    private final SyncConfig config;
    private final Surroundings surroundings;
    private final MemoryBudget memory;
    private final Semaphore room;
    /** Whether anything was delivered: an endpoint that has answered is right, and down if it does not. */
    private final AtomicBoolean hasDelivered = new AtomicBoolean();

    Direct(SyncConfig config, Surroundings surroundings, MemoryBudget memory) {
        this.config = config;
        this.surroundings = surroundings;
        this.memory = memory;
        this.room = new Semaphore(config.delivery().parallelism(), true);
    }

    @Override
    public RunReport run(Handing rows, ActiveRun active) {
        return inRoom(new One(rows, active, maxRejected()), one -> one.send(rows.data()));
    }

    @Override
    public RunReport check(Handing rows, ActiveRun active) {
        return inRoom(new One(rows, active, maxRejected()), one -> {
            one.look(rows.data(), "nowhere (check)");
            one.test();
        });
    }

    @Override
    public RunReport plan(Handing rows, ActiveRun active) {
        return inRoom(new One(rows, active, maxRejected()), one -> one.look(rows.data(), RunReport.NOT_SENT));
    }

    @Override
    public RunReport send(Handing rows, ActiveRun active) {
        var one = new One(rows, active, RejectionLimit.none());
        return one.account.report(() -> {
            room.acquire();
            try {
                one.send(rows.data());
            } finally {
                room.release();
            }
        });
    }

    @Override
    public Ingest.Opening ingest(ActiveRun active) {
        return new Ingest.Opening() {
            private Account before = new Account();
            private long sent;
            private long retried;

            @Override
            public Pipeline open(Account account, Consumer<Runnable> stopper) throws InterruptedException {
                noteDelivered(before);
                sent += before.tally().sent.sum();
                retried += before.tally().retried.sum();
                before = account;
                PipelineConfig pipeline = config.pipeline(RunId.variables(RunId.of(
                        surroundings.clock().instant(), surroundings.random().get())));
                var connector = connector();
                Problem stopped = Execution.interrupted();
                stopper.accept(() -> connector.stop(stopped));
                Destination destination = connector.connect();
                var use = new PipelineUse(account, memory, rules(RejectionLimit.none()), stops());
                Pipeline opened = Pipeline.to(pipeline, destination, surroundings, NOTHING, use);
                long sentBefore = sent;
                long retriedBefore = retried;
                active.progress(() -> opened.progress(0, Duration.ZERO).ofRequests(sentBefore, retriedBefore));
                return opened;
            }
        };
    }

    private void noteDelivered(Account account) {
        if (account.tally().delivered.sum() > 0) {
            hasDelivered.set(true);
        }
    }

    private IntakeRules rules(RejectionLimit rejections) {
        boolean holdsRecent =
                config.kind().triggers().filter(Triggers.HOLD::equals).isPresent();
        return new IntakeRules(true, null, person -> false, holdsRecent, null, rejections);
    }

    private StopRules stops() {
        return new StopRules(firstAnswer(), Optional.empty());
    }

    private Connector connector() {
        return new Connector(config.destination(), config.delivery(), surroundings, firstAnswer());
    }

    private Optional<Duration> firstAnswer() {
        URI endpoint = config.destination().endpoint();
        return endpoint == null || hasDelivered.get() ? Optional.empty() : Optional.of(surroundings.firstAnswer());
    }

    /** What a run does. */
    private interface Work {
        void take(One one) throws InterruptedException, IOException;
    }

    private RunReport inRoom(One one, Work work) {
        return one.account.report(() -> {
            try (var room = room(one)) {
                work.take(one);
            }
        });
    }

    /** Waits for the memory that a run takes, at most as long as an outage may last. */
    private RunRooms.Room room(One one) throws InterruptedException {
        return memory.rooms().take(config.delivery().maxOutage(), one.active.signal()::isStopped, one.account::await);
    }

    private RejectionLimit maxRejected() {
        return new RejectionLimit(config.checks().maxRejected(), share -> false);
    }

    /** One run. For one thread. */
    private final class One {
        private final ActiveRun active;
        private final DirectAccount account;
        private final PipelineConfig pipeline;
        private final PipelineUse use;

        One(Handing rows, ActiveRun active, RejectionLimit rejections) {
            String id = RunId.of(
                    surroundings.clock().instant(), surroundings.random().get());
            this.active = active;
            this.account = new DirectAccount(id, config, rows, active);
            this.pipeline = config.pipeline(RunId.variables(id));
            this.use = new PipelineUse(account.rows(), memory, rules(rejections), stops());
        }

        /** Reads the rows and sends them. */
        void send(DataFile rows) throws InterruptedException, IOException {
            try (Source source = open(rows)) {
                source.hasNext(); // what cannot be read is worth no request
                Destination destination = connector().connect();
                account.destination(destination.base().toString());
                try (var to = Pipeline.to(pipeline, destination, surroundings, NOTHING, use)) {
                    active.onStop(to::stop);
                    account.watch(to, source);
                    if (!account.isTaken(() -> take(source, to::take))) {
                        to.stop();
                    }
                    account.fields(to.finish().fields());
                }
            }
            noteDelivered(account.rows());
        }

        private interface Taker {
            boolean take(SourceRecord row) throws InterruptedException;
        }

        private void take(Source source, Taker taker) throws InterruptedException {
            boolean goesOn = true;
            while (goesOn && goesOn() && source.hasNext()) {
                goesOn = taker.take(source.next());
            }
        }

        private boolean goesOn() {
            active.signal().awaitGo();
            if (active.signal().isStopped()) {
                account.rows().stopFor(List.of(Execution.interrupted()));
                return false;
            }
            return true;
        }

        /** Reads the rows, and sends none. */
        void look(DataFile rows, String instead) throws InterruptedException, IOException {
            account.destination(instead);
            try (Source source = open(rows);
                    var to = new Rehearsal(pipeline, surroundings.clock(), NOTHING, use)) {
                boolean unused = account.isTaken(() -> take(source, to::take));
                var fields = to.finish();
                account.fields(new Fields(fields.leftBehind(), fields.missing()));
            }
        }

        void test() throws InterruptedException {
            if (account.rows().stop().isEmpty()) {
                connector().test().untested().ifPresent(account.rows().log()::add);
            }
        }

        private Source open(DataFile rows) {
            active.onStop(rows::cancel); // to find out the format of a stream waits for its first bytes
            Source source = Sources.open(rows, config.source());
            active.onStop(source::cancel);
            return source;
        }

        private Connector connector() {
            var connector = Direct.this.connector();
            Problem stopped = Execution.interrupted();
            active.onStop(() -> connector.stop(stopped));
            return connector;
        }
    }
}
