package dev.upserter.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many people a run may remove.
 *
 * @param amount    people, or per cent of the people known
 * @param isPercent which of the two; then ten people may be removed even if they are a larger share
 */
public record RemovalLimit(int amount, boolean isPercent) {
    /** A tenth of the people known. */
    public static final RemovalLimit USUAL = new RemovalLimit(10, true);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(\\s?%)?");
    private static final int ALWAYS = 10;
    private static final int ALL = 100;

    public RemovalLimit {
        if (amount < 0 || isPercent && amount > ALL) {
            throw new IllegalArgumentException("not an amount of people");
        }
    }

    /** Reads {@code 10%} or {@code 500}; empty if it is neither. */
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
     * Whether so many of the people known may be removed.
     *
     * @param forGood whether they are deleted or suppressed: then ten go only where they are no more than half of those known
     */
    public boolean allows(long removed, long known, boolean forGood) {
        if (!isPercent) {
            return removed <= amount;
        }
        boolean areFew = removed <= ALWAYS && (!forGood || removed * 2 <= known);
        return areFew || removed * ALL <= known * amount;
    }

    /** As the configuration spells it. */
    @Override
    public String toString() {
        return amount + (isPercent ? "%" : "");
    }
}
