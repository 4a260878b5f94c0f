package dev.upserter.delivery;

import dev.upserter.batch.Api;
import dev.upserter.batch.Batch;
import dev.upserter.batch.BatchPool;
import dev.upserter.batch.BatchSink;
import dev.upserter.batch.Route;
import dev.upserter.delivery.answer.FirstAnswer;
import dev.upserter.delivery.http.ApacheTransport;
import dev.upserter.delivery.http.Destination;
import dev.upserter.delivery.http.EnvironmentProxy;
import dev.upserter.delivery.http.PathSegment;
import dev.upserter.delivery.http.Response;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.delivery.http.Transport;
import dev.upserter.delivery.line.Line;
import dev.upserter.problem.Code;
import dev.upserter.problem.Exhaustion;
import dev.upserter.problem.Problem;
import dev.upserter.redaction.Secrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Sends batches, several at once, and tells a listener what became of each row. One thread hands batches in; threads may
 * share the rest.
 *
 * <p>A batch is sent only after those it names as predecessors have their end, so that at most one unanswered request
 * touches a person.
 */
public final class Delivery implements BatchSink, AutoCloseable {
    /** Bytes that batches in flight may take, and which share of the memory, whatever {@code parallelism} says. */
    private static final long MAX_IN_FLIGHT = 20 << 20;

    private static final int MEMORY_SHARE = 5;

    /** Where connections take all file descriptors, so many are left to files. */
    private static final int SPARE_DESCRIPTORS = 8;

    /** That a moment's failures halved the requests in flight for a moment is not worth a word; a quarter is. */
    private static final int WORTH_TELLING = 4;

    /** How many batches a thread delivers. */
    private static final int TURN = 64;

    private final DeliveryListener listener;
    private final BatchPool pool;
    private final Transport transport;
    private final StopGate halt = new StopGate();
    private final Outage outage = new Outage();
    private final Line line;
    private final Concurrency concurrency;
    private final InFlight flights;
    private final Attempts sender;
    private final Courier courier;
    private final String base;
    private final Secrets secrets;
    private final ExecutorService threads;
    private final ShownExchanges exchanges;
    private final AtomicInteger attempts = new AtomicInteger();
    private final int parallelism;

    /**
     * Opens a delivery; connects when the first batch comes.
     *
     * @param config       how fast and how patiently
     * @param destination  where to
     * @param surroundings what it finds outside
     * @param listener     hears what becomes of batches
     * @param pool         takes back each batch that is no longer needed
     * @param rules        when it stops by itself
     */
    public Delivery(
            DeliveryConfig config,
            Destination destination,
            Surroundings surroundings,
            DeliveryListener listener,
            BatchPool pool,
            StopRules rules) {
        this.listener = listener;
        this.pool = pool;
        this.parallelism = config.parallelism();
        this.threads = Executors.newThreadPerTaskExecutor(threadsFor(config.api()));
        this.concurrency = new Concurrency(parallelism);
        this.flights = new InFlight(
                config.parallelism(),
                Math.min(MAX_IN_FLIGHT, Runtime.getRuntime().maxMemory() / MEMORY_SHARE),
                pool);
        this.transport = ApacheTransport.open(destination, config.parallelism(), config.timeout(), surroundings);
        this.base = destination.base().toString();
        this.secrets = destination
                .credentials()
                .secrets()
                .and(EnvironmentProxy.of(destination.base(), surroundings.environment())
                        .map(EnvironmentProxy::secrets)
                        .orElse(Secrets.NONE));
        this.exchanges = new ShownExchanges(secrets);
        this.sender = new Attempts(config, surroundings, this, outage, new FirstAnswer(rules.firstAnswer()), halt);
        this.courier = new Courier(config.maxAttempts(), this, sender, rules, flights, halt);
        this.line = surroundings
                .lines()
                .open(destination.base(), destination.credentials().siteId(), config.requestsPerSecond());
    }

    /**
     * A few large requests are written faster by threads of the system, many small ones by virtual threads: measured with
     * {@code benchmarks/end-to-end.sh}, 5 and 10 % of the CPU time.
     */
    private static ThreadFactory threadsFor(Api api) {
        Thread.Builder threads = api == Api.BATCH ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
        return threads.name("delivery").factory(); // to number them would take code that is made as the program runs
    }

    /** Takes a batch over; waits while as many are under way as may be. */
    @Override
    public void send(Batch batch) throws InterruptedException {
        if (flights.enter(batch)) {
            hire();
        }
    }

    private void hire() {
        try {
            threads.execute(this::work);
        } catch (OutOfMemoryError noThread) {
            if (!flights.makeDo()) {
                throw noThread;
            }
        }
    }

    /**
     * Delivers one batch after another until the delivery is closed. Another thread goes on after some: the frames at the
     * bottom of a thread's stack are those it began with, not compiled yet, and a virtual thread that has any such is slower
     * to wake.
     */
    private void work() {
        try {
            do {
                for (int i = 0; i < TURN; i++) {
                    deliverNext();
                }
            } while (!goesOnElsewhere());
        } catch (InterruptedException | RejectedExecutionException closed) {
            halt.stop(interrupted());
            flights.takeAll().forEach(this::abandon);
        }
    }

    /** A worker that went because memory ran out would leave batches behind that nobody sees to their end. */
    private void deliverNext() throws InterruptedException {
        try {
            deliver(flights.take());
        } catch (OutOfMemoryError e) {
            halt.stop(Exhaustion.MEMORY.problem());
        }
    }

    private boolean goesOnElsewhere() {
        try {
            threads.execute(this::work);
            return true;
        } catch (OutOfMemoryError noThread) {
            return false;
        }
    }

    private void abandon(Batch batch) {
        listener.abandoned(batch);
        flights.leave(batch);
        pool.release(batch);
    }

    private void deliver(Batch batch) {
        try {
            flights.awaitPredecessors(batch);
            courier.deliver(batch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            halt.stop(interrupted());
            listener.abandoned(batch);
        } catch (RuntimeException | Error e) { // not even that could be handled
            halt.stop(Exhaustion.of(e).orElse(Exhaustion.MEMORY).problem());
            listener.abandoned(batch);
        } finally {
            flights.leave(batch);
            pool.release(batch);
        }
    }

    static Problem interrupted() {
        return Problem.of(Code.INTERRUPTED, null, "the run was interrupted");
    }

    /** Waits until a request may be sent, then makes one attempt; empty if the delivery stops before. */
    Optional<Response> attempt(Batch batch, boolean again) throws InterruptedException, IOException {
        if (!concurrency.enter(halt)) {
            return Optional.empty();
        }
        boolean mayGo = false;
        try {
            mayGo = awaitToken();
        } finally {
            if (!mayGo) {
                concurrency.giveBack();
            }
        }
        return mayGo ? Optional.of(send(batch, again)) : Optional.empty();
    }

    /** A token is void if the service asked to wait longer, meanwhile; false if the delivery stops. */
    private boolean awaitToken() throws InterruptedException {
        do {
            if (!halt.pause(line.reserve(System.nanoTime()), false)) {
                return false;
            }
        } while (line.isClosed(System.nanoTime()));
        return true;
    }

    private Response send(Batch batch, boolean again) throws IOException {
        long start = System.nanoTime();
        boolean overload = true;
        attempts.incrementAndGet();
        try {
            listener.sending(batch, again);
            Response response = request(batch);
            overload = response.status() >= 500;
            exchanges.show(batch, again, response.status(), response.body(), start);
            return response;
        } catch (IOException e) {
            exchanges.show(batch, again, 0, new byte[0], start);
            throw e;
        } finally {
            attempts.decrementAndGet();
            long end = System.nanoTime();
            concurrency.leave(end - start, overload, end);
        }
    }

    /** Notes that Customer.io took nothing of what was sent last. */
    void tookNothing(Batch batch) {
        listener.tookNothing(batch);
    }

    /** What no answer may repeat. */
    Secrets secrets() {
        return secrets;
    }

    /** Shows every request that has its end from now on to this observer, from the threads that send. */
    public void observe(Consumer<Exchange> newObserver) {
        exchanges.observe(newObserver);
    }

    private Response request(Batch batch) throws IOException {
        return switch (batch.route()) {
            case Route.Entries entries ->
                transport.send(
                        entries.method(),
                        ShownExchanges.BATCH_PATH,
                        batch.body(),
                        batch.bodyLength(),
                        Transport.SHORT_ANSWER + batch.people() * Transport.ANSWER_OF_ENTRY);
            case Route.Alone alone ->
                transport.send(
                        alone.method(),
                        PathSegment.customer(alone.before(), batch.keyType(), batch.key()) + alone.after(),
                        batch.body(),
                        batch.bodyLength(),
                        Transport.SHORT_ANSWER);
            case Route.Fixed fixed ->
                transport.send(fixed.method(), fixed.path(), batch.body(), batch.bodyLength(), Transport.SHORT_ANSWER);
            case Route.Ids ids ->
                transport.send(ids.method(), ids.path(), batch.body(), batch.bodyLength(), Transport.SHORT_ANSWER);
        };
    }

    /** Goes on with fewer connections than the system has just refused; false if none is in use. */
    boolean makeDo() {
        boolean can = concurrency.shrink(SPARE_DESCRIPTORS);
        transport.closeSome(2 * SPARE_DESCRIPTORS);
        return can;
    }

    DeliveryListener listener() {
        return listener;
    }

    Line line() {
        return line;
    }

    @Override
    public long oldestUnfinished() {
        return flights.oldest();
    }

    /** How many requests are unanswered. */
    public int inFlight() {
        return attempts.get();
    }

    /** Stops: what is unanswered is waited for, nothing is sent any more. The first reason stays. */
    public void stop(Problem reason) {
        halt.stop(reason);
    }

    /** Why nothing is sent any more; empty if all is well. */
    public Optional<Problem> stopped() {
        return halt.reason();
    }

    /** Why nothing moves, for people; empty if something does. */
    public Optional<String> waiting() {
        return sender.waiting();
    }

    /** How fast it may go now, and why that is less than was configured, where it is. */
    public Pace pace() {
        int rate = line.rate(System.nanoTime());
        int room = concurrency.limit();
        String reason = line.isSlowed()
                ? "Customer.io answered 429 (too many requests). The rate comes back step by step"
                : line.isHeldByOther()
                        ? "another run to the workspace has this requestsPerSecond"
                        : concurrency.wasCut() && room < parallelism
                                ? "answers failed or were slow. One more request at a time is allowed as they recover"
                                : "";
        return new Pace(rate, room, reason);
    }

    /** How the delivery went slower than it was allowed to, and why, for people; empty if it did not. */
    public List<String> slowdowns() {
        var all = new ArrayList<String>();
        if (line.throttles() > 0) {
            all.add(String.format(
                    Locale.ROOT,
                    "Customer.io answered 429 (too many requests) %s. At the lowest, %.0f requests a second were sent",
                    line.throttles() == 1 ? "once" : line.throttles() + " times",
                    line.lowest()));
        }
        if (concurrency.ceiling() < parallelism) {
            all.add("the file descriptors ran out (ulimit -n): " + concurrency.ceiling() + " in place of " + parallelism
                    + " requests were in flight");
        }
        if (flights.limit() < parallelism) {
            all.add("the system started no further thread (ulimit -u): " + flights.limit() + " in place of "
                    + parallelism + " requests were in flight");
        }
        if (concurrency.lowest() <= parallelism / WORTH_TELLING) {
            all.add("answers failed or were slow: at the lowest, " + concurrency.lowest() + " in place of "
                    + parallelism + " requests were in flight");
        }
        return all;
    }

    /** Waits until every batch has its end. */
    public void awaitAll() throws InterruptedException {
        flights.awaitAll();
        courier.close();
    }

    /** Closes the connections; whatever is still under way is abandoned. */
    @Override
    public void close() {
        halt.stop(interrupted());
        threads.shutdownNow();
        transport.close();
        threads.close();
        courier.close();
        line.close();
    }

    /** Where requests are sent, for people. */
    String base() {
        return base;
    }

    /** Whom they are sent to first: a host and its port, or a proxy and its port. */
    String peer() {
        return transport.peer();
    }

    /** The proxy between, for people; empty where there is none. */
    String way() {
        return transport.way();
    }
}
