package dev.upserter.sandbox.control;

import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.RawFields;
import dev.upserter.sandbox.entry.RawJson;
import dev.upserter.sandbox.fault.Answer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads a scripted answer: a {@code status} with what belongs to it, a {@code drop}, a {@code delayMillis}, or nothing of
 * these for the answer that the service would give; {@code times} repeats it. Stateless.
 */
final class AnswersJson {
    private static final List<String> FIELDS = List.of(
            "status", "headers", "body", "retryAfter", "apply", "drop", "silenceMillis", "delayMillis", "times");
    private static final List<String> OF_STATUS = List.of("headers", "body", "retryAfter", "apply");
    private static final int MOST_TIMES = 10_000;

    private AnswersJson() {}

    /** The answer, as often as it is to be given. */
    static List<Answer> read(RawFields fields) throws EntryRefusedException {
        ControlCall.onlyOf(fields, FIELDS);
        long times = fields.number("times").orElse(1);
        if (times < 1 || times > MOST_TIMES) {
            throw new IllegalArgumentException("times must be 1 to " + MOST_TIMES);
        }
        return Collections.nCopies((int) times, answer(fields));
    }

    private static Answer answer(RawFields fields) throws EntryRefusedException {
        OptionalLong status = fields.number("status");
        OptionalLong delay = FaultControls.millis(fields, "delayMillis");
        var drop = fields.optionalText("drop");
        int ways = (status.isPresent() ? 1 : 0) + (delay.isPresent() ? 1 : 0) + (drop.isPresent() ? 1 : 0);
        if (ways > 1) {
            throw new IllegalArgumentException("an answer has a status, a drop or a delayMillis, one of the three");
        }
        if (status.isEmpty()) {
            refuse(OF_STATUS, fields, "a status");
        }
        if (drop.filter("silent"::equals).isEmpty()) {
            refuse(List.of("silenceMillis"), fields, "the drop silent");
        }
        if (drop.isPresent()) {
            return dropped(drop.get(), fields);
        }
        if (delay.isPresent()) {
            return Answer.slow(Duration.ofMillis(delay.getAsLong()));
        }
        return status.isPresent() ? status(status.getAsLong(), fields) : Answer.normal();
    }

    private static void refuse(List<String> names, RawFields fields, String owner) {
        for (String name : names) {
            if (fields.values().containsKey(name)) {
                throw new IllegalArgumentException(name + " belongs to " + owner + ", which the answer does not have");
            }
        }
    }

    private static Answer dropped(String drop, RawFields fields) {
        return switch (drop) {
            case "before" -> Answer.reset();
            case "after" -> Answer.lost();
            case "silent" ->
                Answer.silence(Duration.ofMillis(
                        FaultControls.millis(fields, "silenceMillis").orElse(1_000)));
            default -> throw new IllegalArgumentException("drop must be before, after or silent");
        };
    }

    private static Answer status(long status, RawFields fields) throws EntryRefusedException {
        Answer.Status answer = Answer.status(Math.clamp(status, 0, 1_000));
        for (Map.Entry<String, String> header :
                fields.nested("headers").values().entrySet()) {
            if (!header.getValue().startsWith("\"")) {
                throw new IllegalArgumentException("the value of a header must be text");
            }
            answer = answer.withHeader(header.getKey(), RawJson.textOf(header.getValue()));
        }
        OptionalLong retryAfter = fields.number("retryAfter");
        if (retryAfter.isPresent()) {
            if (retryAfter.getAsLong() < 0) {
                throw new IllegalArgumentException("retryAfter must be 0 or more seconds");
            }
            answer = answer.withHeader("Retry-After", String.valueOf(retryAfter.getAsLong()));
        }
        String body = fields.values().get("body");
        if (body != null) {
            answer = answer.withBody(body.startsWith("\"") ? RawJson.textOf(body) : body);
        }
        return switch (fields.values().getOrDefault("apply", "false")) {
            case "true" -> answer.applying();
            case "false" -> answer;
            default -> throw new IllegalArgumentException("apply must be true or false");
        };
    }
}
