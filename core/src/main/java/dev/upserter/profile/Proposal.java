package dev.upserter.profile;

import java.util.List;

/**
 * What a column may become.
 *
 * @param to   the attribute
 * @param keys further keys of the rule, in order, with a note each
 */
public record Proposal(String to, List<Key> keys) {
    public Proposal {
        keys = List.copyOf(keys);
    }

    /**
     * A key of a rule.
     *
     * @param note beside it; empty for none
     */
    public record Key(String name, String value, String note) {}
}
