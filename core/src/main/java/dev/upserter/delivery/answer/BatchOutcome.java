package dev.upserter.delivery.answer;

import dev.upserter.delivery.http.EnvironmentProxy;
import dev.upserter.problem.Code;
import dev.upserter.problem.Durations;
import dev.upserter.problem.Problem;
import dev.upserter.redaction.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What became of one request. No switch over it has a {@code default}: a new kind must not compile unhandled. */
public sealed interface BatchOutcome {

    /**
     * Whether Customer.io certainly took nothing of the request.
     *
     * @param people how many the request spoke of
     */
    default boolean tookNothing(int people) {
        return switch (this) {
            case Accepted ignored -> false;
            case PartlyAccepted partly ->
                partly.refused().stream().mapToInt(Refusal::index).distinct().count() == people;
            case Retryable failure -> failure.fault().tookNothing();
            case Refused ignored -> true;
            case Unauthorized ignored -> true;
            case Blocked ignored -> true;
        };
    }

    /** The same, with a mark where an answer repeats what is secret. */
    default BatchOutcome without(Secrets secrets) {
        return switch (this) {
            case PartlyAccepted partly ->
                new PartlyAccepted(partly.refused().stream()
                        .map(refusal -> refusal.without(secrets))
                        .toList());
            case Refused whole -> new Refused(whole.refusal().without(secrets));
            case Accepted ignored -> this;
            case Retryable ignored -> this;
            case Unauthorized ignored -> this;
            case Blocked ignored -> this;
        };
    }

    /** 200: everybody arrived. */
    record Accepted() implements BatchOutcome {}

    /** 207: all others arrived. */
    record PartlyAccepted(List<Refusal> refused) implements BatchOutcome {
        public PartlyAccepted {
            refused = List.copyOf(refused);
        }
    }

    /**
     * No definite answer: to be sent again.
     *
     * @param fault what happened
     * @param after how long the service asked to wait, if it did
     * @param what  for people: the status or the fault's name
     */
    record Retryable(Fault fault, Optional<Duration> after, String what) implements BatchOutcome {

        /** What happened and what was asked for, for people. */
        public String said() {
            return after.filter(Duration::isPositive)
                    .map(asked -> what + ", which asks to wait " + Durations.say(asked))
                    .orElse(what);
        }
    }

    /** 400 and the like: the request as a whole will never be taken. */
    record Refused(Refusal refusal) implements BatchOutcome {}

    /** 401 and 403: no request will be taken. */
    record Unauthorized(int status) implements BatchOutcome {}

    /** Somebody else answered, or the address is wrong: no request will be taken. */
    record Blocked(String what, String hint) implements BatchOutcome {
        Blocked(String what) {
            this(what, Code.BLOCKED.help());
        }

        public Problem problem() {
            return Problem.of(Code.BLOCKED, null, what, hint);
        }

        /** A proxy that wants to know who asks. */
        static Blocked byProxy(EnvironmentProxy proxy) {
            return new Blocked(
                    proxy.named() + " asks for a user and a password, or refuses those that it was given (status 407)",
                    "put both into the variable " + proxy.variable()
                            + " as http://user:password@host:port, special characters percent-encoded");
        }
    }

    /**
     * Why a person was refused, in the service's words.
     *
     * @param index   their 0-based place in the batch
     * @param status  of the answer
     * @param reason  a word such as {@code invalid}; empty if none was given
     * @param field   the field at fault; empty if none was named
     * @param message the explanation; may quote personal data
     */
    record Refusal(int index, int status, String reason, String field, String message) {
        Refusal without(Secrets secrets) {
            return new Refusal(index, status, secrets.hide(reason), secrets.hide(field), secrets.hide(message));
        }
    }
}
