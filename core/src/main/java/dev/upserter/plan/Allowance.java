package dev.upserter.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many of all rows or people may be of some kind.
 *
 * @param amount  so many, or so many per cent of all
 * @param isShare which of the two
 */
public record Allowance(int amount, boolean isShare) {
    /** Of the rows of a run, how many may be rejected: half of them. */
    public static final Allowance OF_REJECTED = new Allowance(50, true);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(\\s?%)?");
    private static final int ALL = 100;

    public Allowance {
        if (amount < 0 || isShare && amount > ALL) {
            throw new IllegalArgumentException("neither a number nor a share");
        }
    }

    /** Reads {@code 50%} or {@code 500}; empty if it is neither. */
    public static Optional<Allowance> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int amount = Integer.parseInt(matcher.group(1));
        boolean share = matcher.group(2) != null;
        return share && amount > ALL ? Optional.empty() : Optional.of(new Allowance(amount, share));
    }

    /** Whether some of all may be so many. */
    public boolean allows(long some, long all) {
        return isShare ? some * ALL <= all * amount : some <= amount;
    }

    /** As the configuration spells it. */
    @Override
    public String toString() {
        return amount + (isShare ? "%" : "");
    }
}
