package dev.upserter.sandbox.traffic;

import dev.upserter.http.Reply;
import dev.upserter.sandbox.entry.EntryIdentifier;
import java.util.List;
import java.util.function.Supplier;

/**
 * A parsed request.
 *
 * @param people the people it touches, in the order of its entries
 * @param isUnknown whether it asks for what the sandbox does not know
 * @param work   applies the request and returns the answer; to be called at most once
 */
public record Call(Kind kind, List<EntryIdentifier> people, boolean isUnknown, Supplier<Reply> work) {
    /** One that the sandbox knows. */
    public Call(Kind kind, List<EntryIdentifier> people, Supplier<Reply> work) {
        this(kind, people, false, work);
    }

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

    /** One that asks for what no API has, or this sandbox has not learned. */
    public static Call unknown(Reply reply) {
        return new Call(Kind.REFUSED, List.of(), true, () -> reply);
    }

    /** One that {@link #unknown} is, to the App API. */
    public static Call unknownToApp(Reply reply) {
        return new Call(Kind.APP, List.of(), true, () -> reply);
    }

    /** The same, refused with this answer whatever it asks for: unknown if this is, and about nobody. */
    public Call refusedFor(Reply reply) {
        Kind refused = kind == Kind.REGION || kind == Kind.APP ? kind : Kind.REFUSED;
        return new Call(refused, List.of(), isUnknown, () -> reply);
    }

    public Reply apply() {
        return work.get();
    }
}
