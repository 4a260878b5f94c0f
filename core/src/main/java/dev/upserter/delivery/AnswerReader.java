package dev.upserter.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.upserter.delivery.BatchOutcome.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Understands Customer.io's answers (Track API reference, POST /api/v2/batch and PUT /api/v1/customers/{identifier}), and
 * those that are not Customer.io's.
 */
final class AnswerReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Optional<Duration> NO_WAIT = Optional.empty();

    private AnswerReader() {}

    /**
     * What the answer means.
     *
     * @param response the answer
     * @param size     how many people were in the request
     */
    static BatchOutcome read(Response response, int size) {
        int status = response.status();
        return switch (status) {
            case 200, 201, 202, 204, 207 -> success(response, size);
            case 401, 403 ->
                looksForeign(response)
                        ? blocked(status, "with a page that is not Customer.io's")
                        : new BatchOutcome.Unauthorized(status);
            case 429 -> retryable(Fault.THROTTLED, response);
            case 408, 502, 503, 504 -> retryable(Fault.UNAVAILABLE, response);
            case 404, 405, 407, 410 -> blocked(status, "which Customer.io does not answer to such a request");
            default -> {
                if (status >= 500) {
                    yield retryable(Fault.SERVER_ERROR, response);
                }
                yield status >= 400 ? refused(response) : blocked(status, "and redirects are not followed");
            }
        };
    }

    private static BatchOutcome retryable(Fault fault, Response response) {
        return new BatchOutcome.Retryable(fault, response.retryAfter(), "status " + response.status());
    }

    private static BatchOutcome blocked(int status, String why) {
        return new BatchOutcome.Blocked("the destination answered with status " + status + ", " + why);
    }

    private static boolean looksForeign(Response response) {
        return response.mediaType().equals("text/html");
    }

    /** A success is believed only if its body is the API's: an empty object, or the list of those refused. */
    private static BatchOutcome success(Response response, int size) {
        byte[] body = response.body();
        if (body.length == 0 || body.length == 2 && body[0] == '{' && body[1] == '}') {
            return response.status() == 207
                    ? new BatchOutcome.Retryable(Fault.SERVER_ERROR, NO_WAIT, "a 207 that names nobody")
                    : new BatchOutcome.Accepted();
        }
        try {
            List<Refusal> refused = new ArrayList<>();
            for (Refusal refusal : errors(body)) {
                if (refusal.index() >= size) {
                    return new BatchOutcome.Retryable(
                            Fault.SERVER_ERROR, NO_WAIT, "an answer about entries that were not sent");
                }
                refused.add(refusal);
            }
            return refused.isEmpty() ? new BatchOutcome.Accepted() : new BatchOutcome.PartlyAccepted(refused);
        } catch (IOException notJson) {
            return new BatchOutcome.Blocked("the destination answered with status " + response.status()
                    + " and something that is not Customer.io's JSON");
        }
    }

    private static BatchOutcome refused(Response response) {
        var whole = new Refusal(0, "status " + response.status(), "", "");
        try {
            List<Refusal> errors = errors(response.body());
            return new BatchOutcome.Refused(
                    errors.isEmpty() ? whole : errors.getFirst().at(0));
        } catch (IOException notJson) {
            return looksForeign(response)
                    ? blocked(response.status(), "with a page that is not Customer.io's")
                    : new BatchOutcome.Refused(whole);
        }
    }

    /** The errors of a body: entries of {@code errors}, or the texts of v1's {@code meta.errors} and {@code meta.error}. */
    private static List<Refusal> errors(byte[] body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            var errors = new ArrayList<Refusal>();
            readObject(json, errors);
            return errors;
        }
    }

    private static void readObject(JsonParser json, List<Refusal> errors) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("meta") && value == JsonToken.START_OBJECT) {
                readObject(json, errors);
            } else if (field.equals("errors") && value == JsonToken.START_ARRAY) {
                readErrors(json, errors);
            } else if (field.equals("error") && value == JsonToken.VALUE_STRING) {
                errors.add(new Refusal(0, "", "", json.getText()));
            } else {
                json.skipChildren();
            }
        }
    }

    private static void readErrors(JsonParser json, List<Refusal> errors) throws IOException {
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null) {
                throw new IOException("the answer is cut off");
            }
            if (token == JsonToken.START_OBJECT) {
                errors.add(readError(json));
            } else {
                errors.add(new Refusal(0, "", "", token.isScalarValue() ? json.getText() : ""));
                json.skipChildren();
            }
        }
    }

    private static Refusal readError(JsonParser json) throws IOException {
        int index = 0;
        String reason = "";
        String field = "";
        String message = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "batch_index" -> index = index(json, value);
                case "reason" -> reason = text(json, value);
                case "field" -> field = text(json, value);
                case "message" -> message = text(json, value);
                default -> json.skipChildren();
            }
        }
        return new Refusal(index, reason, field, message);
    }

    /** An index that cannot be one of the batch's is passed on as one that is too large. */
    private static int index(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT && json.getNumberType() == JsonParser.NumberType.INT) {
            return json.getIntValue() < 0 ? Integer.MAX_VALUE : json.getIntValue();
        }
        json.skipChildren();
        return Integer.MAX_VALUE;
    }

    private static String text(JsonParser json, JsonToken value) throws IOException {
        String text = value.isScalarValue() ? json.getText() : "";
        json.skipChildren();
        return text;
    }
}
