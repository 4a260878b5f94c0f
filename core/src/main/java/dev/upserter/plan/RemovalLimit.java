package dev.upserter.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many people a run may remove.
 *
 * @param amount    people, or per cent of the people known
 * @param isPercent which of the two; ten people may be removed however few are known
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

    /** Whether so many of the people known may be removed. */
    public boolean allows(long removed, long known) {
        return isPercent ? removed <= ALWAYS || removed * ALL <= known * amount : removed <= amount;
    }

    /** As the configuration spells it. */
    @Override
    public String toString() {
        return amount + (isPercent ? "%" : "");
    }
}
