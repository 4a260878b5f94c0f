package dev.upserter.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;

/** Faults as a JSON object: shares under their own names, times as {@code retryAfterSeconds} and {@code slowByMillis}. */
public final class FaultsJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FaultsJson() {}

    public static String write(Faults faults) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("tooManyRequests", faults.tooManyRequests());
        faults.retryAfter().ifPresent(after -> json.put("retryAfterSeconds", after.toSeconds()));
        json.put("serverError", faults.serverError());
        json.put("unavailable", faults.unavailable());
        json.put("serverErrorAfterApplying", faults.serverErrorAfterApplying());
        json.put("slow", faults.slow());
        json.put("slowByMillis", faults.slowBy().toMillis());
        json.put("reset", faults.reset());
        json.put("lostAnswer", faults.lostAnswer());
        return json.toString();
    }

    /**
     * Reads all faults; a fault that is not named is off.
     *
     * @throws IllegalArgumentException with a message that says which key is unknown or which value is out of range
     */
    public static Faults read(byte[] body) {
        JsonNode json = tree(body);
        Faults faults = Faults.none();
        for (var field : json.properties()) {
            if (!field.getValue().isNumber()) {
                throw new IllegalArgumentException(field.getKey() + " must be a number");
            }
            faults = with(faults, field.getKey(), field.getValue());
        }
        return faults;
    }

    private static Faults with(Faults faults, String key, JsonNode value) {
        double number = value.doubleValue();
        return switch (key) {
            case "tooManyRequests" -> faults.withTooManyRequests(number);
            case "retryAfterSeconds" -> faults.withRetryAfter(Duration.ofSeconds(value.longValue()));
            case "serverError" -> faults.withServerError(number);
            case "unavailable" -> faults.withUnavailable(number);
            case "serverErrorAfterApplying" -> faults.withServerErrorAfterApplying(number);
            case "slow" -> faults.withSlow(number, faults.slowBy());
            case "slowByMillis" -> faults.withSlow(faults.slow(), Duration.ofMillis(value.longValue()));
            case "reset" -> faults.withReset(number);
            case "lostAnswer" -> faults.withLostAnswer(number);
            default -> throw new IllegalArgumentException("there is no fault named " + key);
        };
    }

    private static JsonNode tree(byte[] body) {
        try {
            JsonNode json = MAPPER.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            // reported below, together with other JSON types
        }
        throw new IllegalArgumentException("the body must be a JSON object of faults");
    }
}
