package dev.upserter.sandbox.traffic;

import dev.upserter.http.Reply;
import dev.upserter.sandbox.entry.EntryIdentifier;
import java.util.List;
import java.util.function.Supplier;

/**
 * A request understood.
 *
 * @param people whom it touches, in the order of its entries
 * @param work   applies it and tells the answer; to be called once at most
 */
public record Call(Kind kind, List<EntryIdentifier> people, Supplier<Reply> work) {
    public enum Kind {
        REGION,
        BATCH,
        /** One person, over v1 or v2. */
        SINGLE,
        /** Refused before anybody was touched, whatever its path. */
        REFUSED
    }

    public static Call refused(Reply reply) {
        return new Call(Kind.REFUSED, List.of(), () -> reply);
    }

    public Reply apply() {
        return work.get();
    }
}
