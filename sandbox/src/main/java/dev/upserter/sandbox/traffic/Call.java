package dev.upserter.sandbox.traffic;

import dev.upserter.http.Reply;
import dev.upserter.sandbox.entry.EntryIdentifier;
import java.util.List;
import java.util.function.Supplier;

/**
 * A parsed request.
 *
 * @param people the people it touches, in the order of its entries
 * @param work   applies the request and returns the answer; to be called at most once
 */
public record Call(Kind kind, List<EntryIdentifier> people, Supplier<Reply> work) {
    public enum Kind {
        REGION,
        BATCH,
        /** One person, through v1 or v2. */
        SINGLE,
        /** To the App API. */
        APP,
        /** Refused before any person was touched, whatever its path. */
        REFUSED
    }

    public static Call refused(Reply reply) {
        return new Call(Kind.REFUSED, List.of(), () -> reply);
    }

    public Reply apply() {
        return work.get();
    }
}
