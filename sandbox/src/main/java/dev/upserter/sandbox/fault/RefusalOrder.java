package dev.upserter.sandbox.fault;

import dev.upserter.sandbox.entry.Entry;

/**
 * Whom to refuse, and how.
 *
 * @param who       an identifier, or a pattern in which {@code *} stands for any text
 * @param isPattern whether {@code who} is a pattern
 * @param scope     how much of a request is refused
 * @param refusal   the words for {@link Scope#ENTRY}
 * @param status    of the answer for {@link Scope#REQUEST}
 */
public record RefusalOrder(String who, boolean isPattern, Scope scope, Entry.Refused refusal, int status) {
    /** How much of a request is refused. */
    public enum Scope {
        /** The person's entry: an error in the 207 of a batch, a 400 where the request is one entry. */
        ENTRY,
        /** A batch that holds the person, by a 400. */
        BATCH,
        /** Any request that holds the person, by a status. */
        REQUEST
    }

    static final Entry.Refused WORDS = new Entry.Refused("invalid", "identifiers", "refused by the sandbox");

    static RefusalOrder entry(String who, boolean isPattern, Entry.Refused refusal) {
        return new RefusalOrder(who, isPattern, Scope.ENTRY, refusal, 400);
    }

    static RefusalOrder batch(String who, boolean isPattern) {
        return new RefusalOrder(who, isPattern, Scope.BATCH, WORDS, 400);
    }

    static RefusalOrder request(String who, boolean isPattern, int status) {
        return new RefusalOrder(who, isPattern, Scope.REQUEST, WORDS, status);
    }
}
