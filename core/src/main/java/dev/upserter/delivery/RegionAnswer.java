package dev.upserter.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.upserter.problem.Code;
import dev.upserter.problem.Problem;
import dev.upserter.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a host said about the region of a workspace (Track API reference, GET /api/v1/accounts/region). */
sealed interface RegionAnswer {
    JsonFactory JSON = new JsonFactory();

    /** An answer after which nobody asks again. */
    sealed interface Final extends RegionAnswer {}

    /** The workspace lives there. */
    record Known(Region region) implements Final {}

    /** The host does not know the credentials. */
    record Unknown() implements Final {}

    /**
     * No answer: to be asked again.
     *
     * @param failure what came instead
     */
    record None(BatchOutcome.Retryable failure) implements RegionAnswer {}

    /**
     * The host does not know this call, as those that stand in for Customer.io may not.
     *
     * @param status of its answer
     */
    record NoCall(int status) implements Final {}

    /**
     * Understands the answer of an endpoint that the user gave: it need not know this call, since a sync does without.
     *
     * @throws ProblemException if asking again is of no use
     */
    static RegionAnswer readStandIn(Response response) {
        boolean unknownCall = switch (response.status()) {
            case 404, 405, 501 -> true;
            case 200, 204 -> saysNothing(response);
            default -> false;
        };
        return unknownCall ? new NoCall(response.status()) : read(response);
    }

    /** As a host answers that accepts every call. */
    private static boolean saysNothing(Response response) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        return body.isBlank() || body.replaceAll("\\s", "").equals("{}");
    }

    /**
     * Understands an answer.
     *
     * @throws ProblemException if asking again is of no use
     */
    static RegionAnswer read(Response response) {
        return response.status() == 200
                ? new Known(region(response))
                : of(AnswerReader.read(response, 1), "the region endpoint answered with status " + response.status());
    }

    /**
     * Understands that there was no answer.
     *
     * @throws ProblemException if asking again is of no use
     */
    static RegionAnswer read(IOException failure) {
        return of(Failure.of(failure), "the region endpoint gave no answer");
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
        if (status != 401) {
            throw new ProblemException(Courier.unauthorized(status));
        }
        return new Unknown();
    }

    private static Region region(Response response) {
        try (JsonParser json = JSON.createParser(response.body())) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String field = json.currentName();
                    json.nextToken();
                    if (field.equals("region")) {
                        String text = json.getText();
                        return Arrays.stream(Region.values())
                                .filter(region -> region.spelling().equals(text))
                                .findFirst()
                                .orElseThrow(() -> blocked("the region endpoint names a region that is not known"));
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
