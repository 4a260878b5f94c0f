package dev.upserter.delivery;

import static java.net.HttpURLConnection.HTTP_OK;
import static java.net.HttpURLConnection.HTTP_PROXY_AUTH;
import static java.net.HttpURLConnection.HTTP_UNAUTHORIZED;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.delivery.answer.AnswerReader;
import dev.upserter.delivery.answer.BatchOutcome;
import dev.upserter.delivery.answer.Fault;
import dev.upserter.delivery.answer.NetworkFailure;
import dev.upserter.delivery.http.Region;
import dev.upserter.delivery.http.Response;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a host said about the region of a workspace (Track API reference, GET /api/v1/accounts/region). */
sealed interface RegionAnswer {
    JsonFactory JSON = new JsonFactory();

    /** An answer after which nobody asks again. */
    sealed interface Final extends RegionAnswer {}

    /**
     * The workspace lives there.
     *
     * @param environment the number of the workspace; empty where it is not reported
     */
    record Known(Region region, OptionalLong environment) implements Final {}

    /** The host does not know the credentials. */
    record Unknown() implements Final {}

    /**
     * No answer: to be asked again.
     *
     * @param failure what came instead
     */
    record None(BatchOutcome.Retryable failure) implements RegionAnswer {}

    /**
     * The host does not answer this call as Customer.io does; those that stand in for it may not know it.
     *
     * @param status of its answer
     */
    record Foreign(int status) implements Final {}

    /**
     * Understands the answer of an endpoint that the user gave: it need not know this call, since a sync does without. So
     * whatever it answers forbids no sync, but that it does not know the credentials, or that it is not there.
     *
     * @throws ProblemException if a proxy between lets nothing pass
     */
    static RegionAnswer readStandIn(Response response) {
        var foreign = new Foreign(response.status());
        if (response.status() == HTTP_OK) {
            return regionIn(response) instanceof Told told ? new Known(told.region(), told.environment()) : foreign;
        }
        return switch (AnswerReader.read(response, 1)) {
            case BatchOutcome.Retryable failure -> failure.fault() == Fault.SERVER_ERROR ? foreign : new None(failure);
            case BatchOutcome.Unauthorized refused -> refused.status() == HTTP_UNAUTHORIZED ? new Unknown() : foreign;
            case BatchOutcome.Blocked blocked -> {
                if (response.status() == HTTP_PROXY_AUTH && response.proxy().isPresent()) {
                    throw new ProblemException(blocked.problem());
                }
                yield foreign;
            }
            case BatchOutcome.Accepted ignored -> foreign;
            case BatchOutcome.PartlyAccepted ignored -> foreign;
            case BatchOutcome.Refused ignored -> foreign;
        };
    }

    /**
     * Understands an answer.
     *
     * @throws ProblemException if asking again is of no use
     */
    static RegionAnswer read(Response response) {
        return response.status() == HTTP_OK
                ? switch (regionIn(response)) {
                    case Told told -> new Known(told.region(), told.environment());
                    case Untold untold -> throw blocked(untold.why());
                }
                : of(AnswerReader.read(response, 1), "the region endpoint answered with status " + response.status());
    }

    /**
     * Understands that there was no answer.
     *
     * @throws ProblemException if asking again is of no use
     */
    static RegionAnswer read(IOException failure) {
        return of(NetworkFailure.of(failure), "the region endpoint gave no answer");
    }

    private static RegionAnswer of(BatchOutcome outcome, String unexpected) {
        return switch (outcome) {
            case BatchOutcome.Retryable failure -> new None(failure);
            case BatchOutcome.Unauthorized refused -> unauthorized(refused.status());
            case BatchOutcome.Blocked blocked -> throw new ProblemException(blocked.problem());
            case BatchOutcome.Accepted ignored -> throw blocked(unexpected);
            case BatchOutcome.PartlyAccepted ignored -> throw blocked(unexpected);
            case BatchOutcome.Refused ignored -> throw blocked(unexpected);
        };
    }

    /** Only a host that knows the credentials can forbid something. */
    private static RegionAnswer unauthorized(int status) {
        if (status != HTTP_UNAUTHORIZED) {
            throw new ProblemException(Courier.unauthorized(status));
        }
        return new Unknown();
    }

    /** What the body of a 200 says. */
    sealed interface Body {}

    /** A region, and the number of the workspace, if it is reported. */
    record Told(Region region, OptionalLong environment) implements Body {}

    /** No region, and why. */
    record Untold(String why) implements Body {}

    private static Body regionIn(Response response) {
        @Nullable String region = null;
        OptionalLong environment = OptionalLong.empty();
        try (JsonParser json = JSON.createParser(response.body())) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String field = json.currentName();
                    JsonToken value = json.nextToken();
                    if (field.equals("region")) {
                        region = json.getText();
                    } else if (field.equals("environment_id") && value == JsonToken.VALUE_NUMBER_INT) {
                        environment = OptionalLong.of(json.getLongValue());
                    }
                    json.skipChildren();
                }
            }
        } catch (IOException notJson) {
            return new Untold("the region endpoint's answer is not Customer.io's JSON");
        }
        return region == null ? new Untold("the region endpoint's answer names no region") : told(region, environment);
    }

    private static Body told(String spelling, OptionalLong environment) {
        Optional<Region> known = Arrays.stream(Region.values())
                .filter(region -> region.spelling().equals(spelling))
                .findFirst();
        return known.isPresent()
                ? new Told(known.get(), environment)
                : new Untold("the region endpoint names a region that is not known");
    }

    private static ProblemException blocked(String what) {
        return new ProblemException(Problem.of(Code.BLOCKED, null, what));
    }
}
