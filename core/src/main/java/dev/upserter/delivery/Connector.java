package dev.upserter.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.upserter.problem.Code;
import dev.upserter.problem.Durations;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Finds out where a workspace lives, and whether the credentials are good, before any person is sent. For one thread.
 *
 * <p>The EU host is asked first, so that no request of an EU workspace passes through the US; then the host is fixed.
 */
public final class Connector {
    private static final String PATH = "/api/v1/accounts/region";
    private static final JsonFactory JSON = new JsonFactory();

    private final DestinationConfig config;
    private final DeliveryConfig delivery;
    private final Surroundings surroundings;
    private final Halt halt = new Halt();

    /**
     * A connector.
     *
     * @param config       where to, as configured
     * @param delivery     how patiently
     * @param surroundings what it finds outside
     */
    public Connector(DestinationConfig config, DeliveryConfig delivery, Surroundings surroundings) {
        this.config = config;
        this.delivery = delivery;
        this.surroundings = surroundings;
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
                ? new Destination(host(locate(credentials)), credentials)
                : new Destination(config.endpoint(), credentials);
    }

    /**
     * The destination, the credentials tested with it in any case.
     *
     * @throws ProblemException as {@link #connect}
     */
    public Destination test() throws InterruptedException {
        Credentials credentials = credentials();
        if (config.endpoint() != null) {
            ask(config.endpoint(), credentials).ifPresentOrElse(region -> {}, () -> {
                throw new ProblemException(Courier.unauthorized(401));
            });
        }
        return connect();
    }

    private Credentials credentials() {
        return Optional.ofNullable(config.credentials())
                .orElseThrow(() ->
                        new ProblemException(Problem.of(Code.AUTH_MISSING, null, "siteId and apiKey are not set")));
    }

    private URI host(Region region) {
        return Objects.requireNonNull(surroundings.hosts().get(region), "every region has a host");
    }

    private Region locate(Credentials credentials) throws InterruptedException {
        Region chosen = config.region();
        if (chosen != null) {
            Region real =
                    ask(host(chosen), credentials).orElseThrow(() -> new ProblemException(Courier.unauthorized(401)));
            if (real != chosen) {
                throw new ProblemException(Problem.of(
                        Code.REGION_MISMATCH,
                        null,
                        "the workspace lives in the region " + real.spelling() + ", but the configuration says "
                                + chosen.spelling()));
            }
            return chosen;
        }
        Optional<Region> region = ask(host(Region.EU), credentials);
        return region.isPresent()
                ? region.get()
                : ask(host(Region.US), credentials).orElseThrow(() -> new ProblemException(Courier.unauthorized(401)));
    }

    /** The region that a host names; empty if it does not know the credentials. */
    private Optional<Region> ask(URI host, Credentials credentials) throws InterruptedException {
        RandomGenerator random = surroundings.random().get();
        var backoff = new Backoff(surroundings.firstPause());
        String last = "";
        try (var transport =
                new ApacheTransport(new Destination(host, credentials), 1, delivery.timeout(), surroundings)) {
            for (int failures = 1; failures <= delivery.maxAttempts(); failures++) {
                Duration asked = Duration.ZERO;
                try {
                    Response response = transport.send("GET", PATH, new byte[0], 0);
                    if (response.status() < 500 && response.status() != 429 && response.status() != 408) {
                        return region(response);
                    }
                    asked = response.retryAfter().orElse(asked);
                    last = "status " + response.status();
                } catch (IOException e) {
                    last = e.getClass().getSimpleName();
                }
                if (failures < delivery.maxAttempts()
                        && !halt.pause(
                                backoff.pause(failures, random).plus(asked).toNanos(), false)) {
                    throw new ProblemException(halt.reason().orElseThrow());
                }
            }
        }
        throw new ProblemException(Problem.of(
                Code.DESTINATION_DOWN,
                null,
                "Customer.io did not say where the workspace lives: " + host.getHost() + " gave no answer in "
                        + delivery.maxAttempts() + " attempts of up to " + Durations.say(delivery.timeout())
                        + " (last: " + last + "); nothing was sent"));
    }

    private static Optional<Region> region(Response response) {
        return switch (response.status()) {
            case 200 -> Optional.of(readRegion(response));
            case 401 -> Optional.empty();
            case 403 -> throw new ProblemException(Courier.unauthorized(403));
            default ->
                throw blocked("the region endpoint answered with status " + response.status()
                        + (response.status() < 400 ? ", and redirects are not followed" : ""));
        };
    }

    private static Region readRegion(Response response) {
        try (JsonParser json = JSON.createParser(response.body())) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String field = json.currentName();
                    json.nextToken();
                    if (field.equals("region")) {
                        String text = String.valueOf(json.getText());
                        for (Region region : Region.values()) {
                            if (region.spelling().equals(text)) {
                                return region;
                            }
                        }
                    }
                    json.skipChildren();
                }
            }
        } catch (IOException notJson) {
            throw blocked("the region endpoint's answer is not Customer.io's JSON");
        }
        throw blocked("the region endpoint's answer names no region");
    }

    private static ProblemException blocked(String what) {
        return new ProblemException(Problem.of(Code.BLOCKED, null, what));
    }
}
