package dev.upserter.delivery.answer;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.delivery.answer.BatchOutcome.Refusal;
import dev.upserter.delivery.http.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Understands Customer.io's answers (Track API reference, POST /api/v2/batch and PUT /api/v1/customers/{identifier}), and
 * those that are not Customer.io's.
 */
public final class AnswerReader {
    private static final JsonFactory JSON = new JsonFactory();

    private AnswerReader() {}

    /** One error of an answer; an index that is absent or cannot be one is empty. */
    private record Told(OptionalInt index, String reason, String field, String message) {
        boolean isAbout(int size) {
            return size == 1 || index.isPresent() && index.getAsInt() < size;
        }

        Refusal at(int place, int status) {
            return new Refusal(place, status, reason.isEmpty() ? "status " + status : reason, field, message);
        }
    }

    /**
     * What the answer means.
     *
     * @param response the answer
     * @param size     how many people were in the request
     */
    public static BatchOutcome read(Response response, int size) {
        int status = response.status();
        return switch (status) {
            case 200, 201, 202, 204, 207 -> success(response, size);
            case 401 -> unauthorized(response, isHtml(response));
            case 403 -> unauthorized(response, !isJsonObject(response));
            case 429 -> retryable(Fault.THROTTLED, response);
            case 408, 502, 503, 504 -> retryable(Fault.UNAVAILABLE, response);
            case 407 ->
                response.proxy()
                        .<BatchOutcome>map(BatchOutcome.Blocked::byProxy)
                        .orElseGet(() -> blocked(response, "as only a proxy does"));
            case 404, 405, 410 -> blocked(response, "which is not Customer.io's answer to such a request");
            default -> {
                if (status >= 500) {
                    yield retryable(Fault.SERVER_ERROR, response);
                }
                yield status >= 400 ? refused(response) : blocked(response, otherwise(status));
            }
        };
    }

    private static String otherwise(int status) {
        return status >= 300 ? "and redirects are not followed" : "which is not Customer.io's";
    }

    private static BatchOutcome retryable(Fault fault, Response response) {
        return new BatchOutcome.Retryable(fault, response.retryAfter(), "status " + response.status());
    }

    /** Where a proxy passed the answer on, nobody knows whose it is. */
    private static BatchOutcome blocked(Response response, String why) {
        String what = " answered with status " + response.status() + ", " + why;
        return response.proxy()
                .map(proxy -> new BatchOutcome.Blocked(
                        "the destination, or " + proxy.named() + " between," + what,
                        "check the endpoint, and " + proxy.variable()
                                + ". Let the proxy admit the destination, or name the destination in NO_PROXY"))
                .orElseGet(() -> new BatchOutcome.Blocked("the destination" + what));
    }

    private static BatchOutcome unauthorized(Response response, boolean isForeign) {
        return isForeign
                ? blocked(response, "with a page that is not Customer.io's")
                : new BatchOutcome.Unauthorized(response.status());
    }

    private static boolean isHtml(Response response) {
        return response.mediaType().equals("text/html");
    }

    /** Proxies and firewalls refuse with pages or with nothing, Customer.io with JSON. */
    private static boolean isJsonObject(Response response) {
        try {
            errors(response.body());
            return true;
        } catch (IOException notJson) {
            return false;
        }
    }

    /** A success is believed only if its body is the API's: an empty object, or the list of those refused. */
    private static BatchOutcome success(Response response, int size) {
        int status = response.status();
        byte[] body = response.body();
        boolean isEmpty = body.length == 0 || body.length == 2 && body[0] == '{' && body[1] == '}';
        try {
            List<Told> errors = isEmpty ? List.of() : errors(body);
            if (errors.isEmpty()) {
                return status == 207
                        ? new BatchOutcome.Refused(new Refusal(0, status, "status 207", "", "the answer names no row"))
                        : new BatchOutcome.Accepted();
            }
            return errors.stream().allMatch(error -> error.isAbout(size))
                    ? new BatchOutcome.PartlyAccepted(errors.stream()
                            .map(error -> error.at(size == 1 ? 0 : error.index().orElseThrow(), status))
                            .toList())
                    : new BatchOutcome.Refused(errors.getFirst().at(0, status));
        } catch (IOException notJson) {
            return blocked(response, "but with something that is not Customer.io's JSON");
        }
    }

    private static BatchOutcome refused(Response response) {
        int status = response.status();
        try {
            List<Told> errors = errors(response.body());
            return new BatchOutcome.Refused(
                    errors.isEmpty()
                            ? new Refusal(0, status, "status " + status, "", "")
                            : errors.getFirst().at(0, status));
        } catch (IOException notJson) {
            return isHtml(response)
                    ? blocked(response, "with a page that is not Customer.io's")
                    : new BatchOutcome.Refused(new Refusal(0, status, "status " + status, "", ""));
        }
    }

    /** The errors of a body: entries of {@code errors}, or the texts of v1's {@code meta.errors} and {@code meta.error}. */
    private static List<Told> errors(byte[] body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            var errors = new ArrayList<Told>();
            readObject(json, errors);
            return errors;
        }
    }

    private static void readObject(JsonParser json, List<Told> errors) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("meta") && value == JsonToken.START_OBJECT) {
                readObject(json, errors);
            } else if (field.equals("errors") && value == JsonToken.START_ARRAY) {
                readErrors(json, errors);
            } else if (field.equals("error") && value == JsonToken.VALUE_STRING) {
                errors.add(new Told(OptionalInt.empty(), "", "", json.getText()));
            } else {
                json.skipChildren();
            }
        }
    }

    private static void readErrors(JsonParser json, List<Told> errors) throws IOException {
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null) {
                throw new IOException("the answer is cut off");
            }
            if (token == JsonToken.START_OBJECT) {
                errors.add(readError(json));
            } else {
                errors.add(new Told(OptionalInt.empty(), "", "", token.isScalarValue() ? json.getText() : ""));
                json.skipChildren();
            }
        }
    }

    private static Told readError(JsonParser json) throws IOException {
        OptionalInt index = OptionalInt.empty();
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
        return new Told(index, reason, field, message);
    }

    private static OptionalInt index(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT
                && json.getNumberType() == JsonParser.NumberType.INT
                && json.getIntValue() >= 0) {
            return OptionalInt.of(json.getIntValue());
        }
        json.skipChildren();
        return OptionalInt.empty();
    }

    private static String text(JsonParser json, JsonToken value) throws IOException {
        String text = value.isScalarValue() ? json.getText() : "";
        json.skipChildren();
        return text;
    }
}
