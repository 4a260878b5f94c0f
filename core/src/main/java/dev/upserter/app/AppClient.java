package dev.upserter.app;

import dev.upserter.carried.jackson.JacksonException;
import dev.upserter.delivery.Backoff;
import dev.upserter.delivery.Connector;
import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.delivery.StopGate;
import dev.upserter.delivery.answer.AnswerReader;
import dev.upserter.delivery.answer.BatchOutcome;
import dev.upserter.delivery.answer.NetworkFailure;
import dev.upserter.delivery.http.ApacheTransport;
import dev.upserter.delivery.http.AppAccess;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.delivery.http.HostName;
import dev.upserter.delivery.http.Response;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.problem.Code;
import dev.upserter.problem.Durations;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import dev.upserter.redaction.Secrets;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Asks the App API, with all others of this process that have the key at most ten times a second (App API reference, rate
 * limits), and again for as long as the run has patience. Only another thread's {@link #stop} may come while one asks.
 */
public final class AppClient implements AutoCloseable {
    private static final int NOT_FOUND = 404;
    /** Bytes; a list of all segments is long. */
    private static final int ANSWER = 16 << 20;

    private static final byte[] NO_BODY = new byte[0];

    private final URI base;
    private final String key;
    private final String host;
    private final ApacheTransport transport;
    private final Duration patience;
    private final Secrets secrets;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final TenASecond pace;
    private final StopGate halt = new StopGate();
    private int workspaces;

    private AppClient(URI base, AppAccess access, DeliveryConfig delivery, Surroundings surroundings) {
        this.base = base;
        this.key = Objects.requireNonNull(access.key());
        this.host = HostName.of(base).orElseThrow().host();
        this.transport = ApacheTransport.bearing(base, key, delivery.timeout(), surroundings);
        this.patience = delivery.maxOutage();
        this.secrets = access.secrets();
        this.backoff = new Backoff(surroundings.firstPause());
        this.random = surroundings.random().get();
        this.pace = Paces.ofProcess().take(base, key);
    }

    /** A client that has asked nothing, for {@link #stop} to reach while {@link #requireWorkspace} waits. */
    public static AppClient of(
            DestinationConfig destination,
            Connector.Workspace workspace,
            DeliveryConfig delivery,
            Surroundings surroundings) {
        if (!destination.app().isThere()) {
            throw new ProblemException(missing("the App API is needed"));
        }
        return new AppClient(base(destination, workspace), destination.app(), delivery, surroundings);
    }

    /** Tells that something needs a key. */
    public static Problem missing(String why) {
        return Problem.of(Code.APP_KEY_MISSING, null, why + ", and appApiKey is not set. Nothing was sent");
    }

    /** Where the App API is: never another region's host than that of the workspace. */
    static URI base(DestinationConfig destination, Connector.Workspace workspace) {
        return Optional.ofNullable(destination.app().endpoint())
                .or(() -> Optional.ofNullable(destination.endpoint()))
                .orElseGet(() -> workspace.region().orElseThrow().appHost());
    }

    /** Ends the waiting, if there is any. Any thread may call it. */
    public void stop(Problem reason) {
        halt.stop(reason);
    }

    /**
     * Makes sure that the key is good, and belongs to this workspace or another one of the same account.
     *
     * @throws ProblemException if it is not, or does not
     */
    public void requireWorkspace(Connector.Workspace workspace) throws InterruptedException {
        List<Tree> known = get("/v1/workspaces").get("workspaces").items();
        OptionalLong number = workspace.number();
        if (number.isEmpty()) {
            throw other("the endpoint does not say which workspace siteId and apiKey belong to, so that it cannot be"
                    + " compared with that of appApiKey");
        }
        if (known.stream().noneMatch(each -> each.get("id").number().equals(number))) {
            throw other(
                    "appApiKey belongs to another workspace than siteId and apiKey, which is " + number.getAsLong());
        }
        workspaces = known.size();
    }

    /**
     * How many workspaces the key may belong to: the App API lists those of the account, and does not say which is the key's
     * (App API reference, GET /v1/workspaces, October 2026). 0 before {@link #requireWorkspace}.
     */
    public int workspaces() {
        return workspaces;
    }

    private static ProblemException other(String what) {
        return new ProblemException(Problem.of(Code.APP_KEY_OTHER_WORKSPACE, null, what));
    }

    /** Asks for something that is there. */
    Tree get(String path) throws InterruptedException {
        return find(path).orElseThrow(() -> refused("GET", path, "status 404"));
    }

    /** Asks for something; empty where it is not there. */
    Optional<Tree> find(String path) throws InterruptedException {
        return ask("GET", path, NO_BODY, () -> true);
    }

    /** Asks for something that a body names. */
    Tree post(String path, String body) throws InterruptedException {
        return make(path, body, () -> true).orElseThrow(() -> refused("POST", path, "status 404"));
    }

    /** Tells before a request is repeated that may have been taken whether it still has to be made. */
    interface Repetition {
        boolean isNeeded() throws InterruptedException;
    }

    /** Makes something; empty where it turned out to be there after a request that had no answer. */
    Optional<Tree> make(String path, String body, Repetition repetition) throws InterruptedException {
        return ask("POST", path, body.getBytes(StandardCharsets.UTF_8), repetition);
    }

    private Optional<Tree> ask(String method, String path, byte[] body, Repetition repetition)
            throws InterruptedException {
        long since = 0;
        for (int failures = 1; ; failures++) {
            waitForTurn();
            BatchOutcome outcome;
            try {
                Response response = transport.send(method, path, body, body.length, ANSWER);
                if (response.status() >= 200 && response.status() < 300) {
                    return Optional.of(Tree.read(response.body()));
                }
                if (response.status() == NOT_FOUND) {
                    return Optional.empty();
                }
                outcome = AnswerReader.read(response, 1).without(secrets);
            } catch (JacksonException e) {
                throw foreign(e);
            } catch (IOException e) {
                outcome = NetworkFailure.of(e);
            } finally {
                pace.ended(System.nanoTime());
            }
            if (!(outcome instanceof BatchOutcome.Retryable failure)) {
                throw refusal(outcome, method, path);
            }
            long now = System.nanoTime();
            since = failures == 1 ? now : since;
            pause(failure, failures, patience.minusNanos(now - since));
            if (!failure.fault().tookNothing() && !repetition.isNeeded()) {
                return Optional.empty();
            }
        }
    }

    private void waitForTurn() throws InterruptedException {
        if (halt.isStopped()) {
            throw stopped();
        }
        for (long left = pace.begin(System.nanoTime()); left > 0; left = pace.begin(System.nanoTime())) {
            if (!halt.pause(left, false)) {
                throw stopped();
            }
        }
    }

    private void pause(BatchOutcome.Retryable failure, int failures, Duration left) throws InterruptedException {
        if (!left.isPositive()) {
            throw new ProblemException(Problem.of(
                    Code.DESTINATION_DOWN,
                    null,
                    "the App API at " + host + " gave no answer" + transport.way() + " for " + Durations.say(patience)
                            + " (last: " + failure.said() + ")"));
        }
        Duration asked = failure.after().orElse(Duration.ZERO);
        Duration wanted = backoff.pause(failures, random).plus(asked);
        if (!halt.pause((wanted.compareTo(left) > 0 ? left : wanted).toNanos(), false)) {
            throw stopped();
        }
    }

    private ProblemException stopped() {
        return new ProblemException(halt.reason().orElseThrow());
    }

    private ProblemException refusal(BatchOutcome outcome, String method, String path) {
        return switch (outcome) {
            case BatchOutcome.Unauthorized refused ->
                new ProblemException(Problem.of(
                        Code.APP_KEY_REJECTED,
                        null,
                        "the App API at " + host + " does not take appApiKey (status " + refused.status() + ")"));
            case BatchOutcome.Blocked blocked -> new ProblemException(blocked.problem());
            case BatchOutcome.Refused refused ->
                refused(method, path, "status " + refused.refusal().status());
            case BatchOutcome.PartlyAccepted partly -> refused(method, path, "an unknown answer");
            case BatchOutcome.Accepted accepted -> refused(method, path, "an unknown answer");
            case BatchOutcome.Retryable failure -> refused(method, path, failure.what());
        };
    }

    private ProblemException foreign(IOException notJson) {
        return new ProblemException(
                Problem.of(Code.BLOCKED, null, "the App API at " + host + " answered with something that is no JSON"),
                notJson);
    }

    private ProblemException refused(String method, String path, String what) {
        return new ProblemException(Problem.of(
                Code.BLOCKED, null, "the App API at " + host + " refused " + method + " " + path + " (" + what + ")"));
    }

    @Override
    public void close() {
        Paces.ofProcess().giveBack(base, key);
        transport.close();
    }
}
