package dev.upserter.delivery;

import dev.upserter.delivery.answer.BatchOutcome;
import dev.upserter.delivery.answer.FirstAnswer;
import dev.upserter.delivery.http.ApacheTransport;
import dev.upserter.delivery.http.Connections;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.Destination;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.delivery.http.HostName;
import dev.upserter.delivery.http.Region;
import dev.upserter.delivery.http.Response;
import dev.upserter.delivery.http.Surroundings;
import dev.upserter.delivery.http.Transport;
import dev.upserter.problem.Code;
import dev.upserter.problem.Durations;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Finds out where a workspace lives, and whether the credentials are good, before any person is sent. For one thread.
 *
 * <p>The EU host is asked first, so that no request of an EU workspace passes through the US; then the host is fixed.
 */
public final class Connector {
    private static final String PATH = "/api/v1/accounts/region";

    private final DestinationConfig config;
    private final DeliveryConfig delivery;
    private final Surroundings surroundings;
    private final Optional<Duration> firstAnswer;
    private final StopGate halt = new StopGate();

    /**
     * A connector.
     *
     * @param config       where to, as configured
     * @param delivery     how patiently
     * @param surroundings what it finds outside
     * @param firstAnswer  how long an endpoint is tried at which nothing has ever answered; empty tries it like any other
     */
    public Connector(
            DestinationConfig config,
            DeliveryConfig delivery,
            Surroundings surroundings,
            Optional<Duration> firstAnswer) {
        this.config = config;
        this.delivery = delivery;
        this.surroundings = surroundings;
        this.firstAnswer = firstAnswer;
    }

    /** Ends the waiting, if there is any. Any thread may call it. */
    public void stop(Problem reason) {
        halt.stop(reason);
    }

    /**
     * The destination. Customer.io is asked for the region, and thereby whether the credentials are good; another
     * endpoint is taken as it is.
     *
     * @throws ProblemException if there are no credentials, they were refused, or Customer.io did not answer
     */
    public Destination connect() throws InterruptedException {
        Credentials credentials = credentials();
        return config.endpoint() == null
                ? new Destination(host(locate(credentials).region()), credentials)
                : new Destination(config.endpoint(), credentials);
    }

    /**
     * What a test of the credentials says, if they were not refused.
     *
     * @param destination where people would be sent
     * @param untested    why the credentials could not be tested; empty if they are good
     */
    public record Tested(Destination destination, Optional<Problem> untested) {}

    /**
     * The destination, the credentials tested with it, if it can do that.
     *
     * @throws ProblemException as {@link #connect}
     */
    public Tested test() throws InterruptedException {
        URI endpoint = config.endpoint();
        if (endpoint == null) {
            return new Tested(connect(), Optional.empty());
        }
        Credentials credentials = credentials();
        Optional<Problem> untested = switch (ask(endpoint, credentials)) {
            case RegionAnswer.Known good -> Optional.empty();
            case RegionAnswer.Unknown refused -> throw new ProblemException(Courier.unauthorized(401));
            case RegionAnswer.Foreign other -> Optional.of(untested(endpoint, other.status()));
        };
        return new Tested(new Destination(endpoint, credentials), untested);
    }

    /**
     * A workspace.
     *
     * @param region where it lives; empty where an endpoint stands in for Customer.io
     * @param number by which Customer.io knows it; empty where it is not reported
     */
    public record Workspace(Optional<Region> region, OptionalLong number) {}

    /**
     * The workspace whose credentials these are.
     *
     * @throws ProblemException as {@link #connect}
     */
    public Workspace workspace() throws InterruptedException {
        Credentials credentials = credentials();
        URI endpoint = config.endpoint();
        if (endpoint == null) {
            RegionAnswer.Known known = locate(credentials);
            return new Workspace(Optional.of(known.region()), known.environment());
        }
        return switch (ask(endpoint, credentials)) {
            case RegionAnswer.Known known -> new Workspace(Optional.empty(), known.environment());
            case RegionAnswer.Unknown refused -> throw new ProblemException(Courier.unauthorized(401));
            case RegionAnswer.Foreign other -> new Workspace(Optional.empty(), OptionalLong.empty());
        };
    }

    private static Problem untested(URI endpoint, int status) {
        String host = HostName.of(endpoint).orElseThrow().host();
        String call = "the call GET " + PATH;
        String why = switch (status) {
            case 404, 405, 410, 501 -> " does not know " + call + " (status " + status + ")";
            default -> " does not answer " + call + " as Customer.io does (status " + status + ")";
        };
        return Problem.of(Code.CREDENTIALS_UNTESTED, null, "the credentials were not tested: " + host + why);
    }

    private Credentials credentials() {
        String what = config.missing() == null ? "siteId and apiKey are not set" : config.missing() + " is not set";
        return Optional.ofNullable(config.credentials())
                .orElseThrow(() -> new ProblemException(Problem.of(Code.AUTH_MISSING, null, what)));
    }

    private URI host(Region region) {
        return Objects.requireNonNull(surroundings.hosts().get(region), "every region has a host");
    }

    private RegionAnswer.Known locate(Credentials credentials) throws InterruptedException {
        Optional<Connections.Home> before = surroundings.connections().home(credentials);
        if (before.isPresent()) {
            return new RegionAnswer.Known(before.get().region(), before.get().number());
        }
        RegionAnswer.Known found = askWhere(credentials);
        surroundings.connections().found(credentials, new Connections.Home(found.region(), found.environment()));
        return found;
    }

    private RegionAnswer.Known askWhere(Credentials credentials) throws InterruptedException {
        Region chosen = config.region();
        if (chosen != null) {
            RegionAnswer.Known real = requireKnown(host(chosen), credentials);
            if (real.region() != chosen) {
                throw new ProblemException(Problem.of(
                        Code.REGION_MISMATCH,
                        null,
                        "the workspace lives in the region " + real.region().spelling()
                                + ", but the configuration says " + chosen.spelling()));
            }
            return real;
        }
        return ask(host(Region.EU), credentials) instanceof RegionAnswer.Known known
                ? known
                : requireKnown(host(Region.US), credentials);
    }

    private RegionAnswer.Known requireKnown(URI host, Credentials credentials) throws InterruptedException {
        if (ask(host, credentials) instanceof RegionAnswer.Known known) {
            return known;
        }
        throw new ProblemException(Courier.unauthorized(401));
    }

    /** What a host says at last. */
    private RegionAnswer.Final ask(URI host, Credentials credentials) throws InterruptedException {
        RandomGenerator random = surroundings.random().get();
        var backoff = new Backoff(surroundings.firstPause());
        var first = new FirstAnswer(host.equals(config.endpoint()) ? firstAnswer : Optional.empty());
        Duration left = delivery.maxOutage();
        try (var transport =
                ApacheTransport.open(new Destination(host, credentials), 1, delivery.timeout(), surroundings)) {
            for (int failures = 1; ; failures++) {
                BatchOutcome.Retryable failed;
                switch (attempt(transport, host.equals(config.endpoint()))) {
                    case RegionAnswer.Final said -> {
                        return said;
                    }
                    case RegionAnswer.None none -> failed = none.failure();
                }
                if (first.failed(failed.fault(), System.nanoTime())) {
                    throw new ProblemException(
                            Attempts.neverAnswered(host.toString(), transport.peer(), failed.what(), first.patience()));
                }
                Duration wanted = failed.after().orElse(Duration.ZERO);
                boolean isRefused = first.left(System.nanoTime()).isPresent();
                if (failures >= delivery.maxAttempts() && !isRefused || wanted.isPositive() && left.isZero()) {
                    throw new ProblemException(down(host, transport.way(), failures, failed.said()));
                }
                Duration asked = Attempts.granted(wanted, left);
                left = left.minus(asked);
                pause(backoff.pause(failures, random).plus(asked), first);
            }
        }
    }

    private void pause(Duration wanted, FirstAnswer first) throws InterruptedException {
        Duration longest = first.left(System.nanoTime()).orElse(wanted);
        Duration pause = wanted.compareTo(longest) > 0 ? longest : wanted;
        if (!halt.pause(pause.toNanos(), false)) {
            throw new ProblemException(halt.reason().orElseThrow());
        }
    }

    private static RegionAnswer attempt(Transport transport, boolean isStandIn) {
        try {
            Response response = transport.send("GET", PATH, new byte[0], 0, Transport.SHORT_ANSWER);
            return isStandIn ? RegionAnswer.readStandIn(response) : RegionAnswer.read(response);
        } catch (IOException e) {
            return RegionAnswer.read(e);
        }
    }

    private Problem down(URI host, String way, int attempts, String last) {
        String what = host.equals(config.endpoint())
                ? "the credentials could not be tested: "
                : "Customer.io did not say where the workspace lives: ";
        return Problem.of(
                Code.DESTINATION_DOWN,
                null,
                what + HostName.of(host).orElseThrow().host() + " gave no answer" + way + " in " + attempts
                        + (attempts == 1 ? " attempt" : " attempts") + " of up to "
                        + Durations.say(delivery.timeout()) + " (last: " + last + ")");
    }
}
