package dev.upserter.sandbox.fault;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.RawFields;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.OptionalLong;

/** Faults as a JSON object: shares under their own names, times as {@code retryAfterSeconds} and {@code slowByMillis}. */
public final class FaultsJson {
    private static final String SEED = "seed";
    private static final JsonFactory FACTORY = new JsonFactory();

    private FaultsJson() {}

    /** All faults, and the seed that they are drawn from. */
    public static String write(Faults faults, long seed) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("tooManyRequests", faults.tooManyRequests());
            if (faults.retryAfter().isPresent()) {
                json.writeNumberField(
                        "retryAfterSeconds", faults.retryAfter().get().toSeconds());
            }
            json.writeNumberField("serverError", faults.serverError());
            json.writeNumberField("unavailable", faults.unavailable());
            json.writeNumberField("serverErrorAfterApplying", faults.serverErrorAfterApplying());
            json.writeNumberField("slow", faults.slow());
            json.writeNumberField("slowByMillis", faults.slowBy().toMillis());
            json.writeNumberField("reset", faults.reset());
            json.writeNumberField("lostAnswer", faults.lostAnswer());
            json.writeNumberField(SEED, seed);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text takes whatever is written", e);
        }
        return text.toString();
    }

    /**
     * Reads all faults; a fault that is not named is off. A {@code seed} among them is {@link #seed}.
     *
     * @throws IllegalArgumentException with a message that says which key is unknown or which value is out of range
     */
    public static Faults read(byte[] body) {
        try (JsonParser json = FACTORY.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw noObject();
            }
            Faults faults = Faults.none();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                if (!json.nextToken().isNumeric()) {
                    throw new IllegalArgumentException(key + " must be a number");
                }
                faults = with(faults, key, json);
            }
            if (json.nextToken() != null) {
                throw noObject();
            }
            return faults;
        } catch (IOException e) {
            throw noObject();
        }
    }

    /** The seed that a body names. */
    public static OptionalLong seed(byte[] body) {
        try {
            return RawFields.ofBody(body).number(SEED);
        } catch (IOException | EntryRefusedException e) {
            throw new IllegalArgumentException("seed must be a whole number", e);
        }
    }

    private static Faults with(Faults faults, String key, JsonParser value) throws IOException {
        double number = value.getDoubleValue();
        return switch (key) {
            case "tooManyRequests" -> faults.withTooManyRequests(number);
            case "retryAfterSeconds" -> faults.withRetryAfter(Duration.ofSeconds((long) number));
            case "serverError" -> faults.withServerError(number);
            case "unavailable" -> faults.withUnavailable(number);
            case "serverErrorAfterApplying" -> faults.withServerErrorAfterApplying(number);
            case "slow" -> faults.withSlow(number, faults.slowBy());
            case "slowByMillis" -> faults.withSlow(faults.slow(), Duration.ofMillis((long) number));
            case "reset" -> faults.withReset(number);
            case "lostAnswer" -> faults.withLostAnswer(number);
            case SEED -> faults;
            default -> throw new IllegalArgumentException("there is no fault named " + key);
        };
    }

    private static IllegalArgumentException noObject() {
        return new IllegalArgumentException("the body must be a JSON object of faults");
    }
}
