package dev.upserter.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many people a run may remove.
 *
 * @param amount    a number of people, or a percentage of the known people
 * @param isPercent whether it is a percentage; then ten people may be removed even if that is a larger share
 */
public record RemovalLimit(int amount, boolean isPercent) {
    /** The default: a tenth of the known people. */
    public static final RemovalLimit DEFAULT = new RemovalLimit(10, true);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(\\s?%)?");
    private static final int ALWAYS = 10;
    private static final int ALL = 100;

    public RemovalLimit {
        if (amount < 0 || isPercent && amount > ALL) {
            throw new IllegalArgumentException("not an amount of people");
        }
    }

    /** Parses {@code 10%} or {@code 500}; empty if it is neither. */
    public static Optional<RemovalLimit> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int amount = Integer.parseInt(matcher.group(1));
        boolean percent = matcher.group(2) != null;
        return percent && amount > ALL ? Optional.empty() : Optional.of(new RemovalLimit(amount, percent));
    }

    /**
     * Whether a run may remove {@code removed} of the known people.
     *
     * @param forGood whether they are deleted or suppressed: ten people are then allowed only if they are at most half of
     *     the known ones
     */
    public boolean allows(long removed, long known, boolean forGood) {
        if (!isPercent) {
            return removed <= amount;
        }
        boolean areFew = removed <= ALWAYS && (!forGood || removed * 2 <= known);
        return areFew || removed * ALL <= known * amount;
    }

    /** In the spelling of the configuration. */
    @Override
    public String toString() {
        return amount + (isPercent ? "%" : "");
    }
}
