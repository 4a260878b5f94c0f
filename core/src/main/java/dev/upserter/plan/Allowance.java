package dev.upserter.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many of all rows or people a run may reject or change.
 *
 * @param amount  a number, or a percentage of all
 * @param isShare whether it is a percentage
 */
public record Allowance(int amount, boolean isShare) {
    /** The default for rejected rows: half of the rows of a run. */
    public static final Allowance OF_REJECTED = new Allowance(50, true);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(\\s?%)?");
    private static final int ALL = 100;

    public Allowance {
        if (amount < 0 || isShare && amount > ALL) {
            throw new IllegalArgumentException("neither a number nor a share");
        }
    }

    /** Parses {@code 50%} or {@code 500}; empty if it is neither. */
    public static Optional<Allowance> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int amount = Integer.parseInt(matcher.group(1));
        boolean share = matcher.group(2) != null;
        return share && amount > ALL ? Optional.empty() : Optional.of(new Allowance(amount, share));
    }

    /** Whether it allows {@code some} of {@code all}. */
    public boolean allows(long some, long all) {
        return isShare ? some * ALL <= all * amount : some <= amount;
    }

    /** In the spelling of the configuration. */
    @Override
    public String toString() {
        return amount + (isShare ? "%" : "");
    }
}
