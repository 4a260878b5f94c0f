package dev.upserter.run.change;

import dev.upserter.config.SyncConfig;
import dev.upserter.plan.Allowance;
import dev.upserter.plan.JoinCounts;
import dev.upserter.plan.Mode;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Problem;
import dev.upserter.problem.Quantities;
import java.math.BigDecimal;
import java.util.Optional;

/** The people whom a run would add, where the state tells who they are: how many they may be, and what they cost. */
final class NewPeople {
    private NewPeople() {}

    /** Why so many may not be added; empty if they may. */
    static Optional<Problem> check(SyncConfig config, JoinCounts counts) {
        Allowance most = config.incremental().maxNew();
        if (most == null || !addsPeople(config) || most.allows(counts.added(), counts.known())) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(
                Code.NEW_LIMIT,
                null,
                "the run would add " + Quantities.say(counts.added()) + " people to the "
                        + Quantities.say(counts.known()) + " known, more than maxNew (" + most
                        + "). Nothing was sent"));
    }

    /** What they cost; empty if there are none, or nobody wants to know. */
    static Optional<Problem> cost(SyncConfig config, JoinCounts counts) {
        BigDecimal price = config.incremental().pricePerProfile();
        boolean isOff = config.guards().level(Code.NEW_COST) == Level.OFF;
        if (price == null || isOff || !addsPeople(config) || counts.added() == 0) {
            return Optional.empty();
        }
        BigDecimal sum = price.multiply(BigDecimal.valueOf(counts.added()));
        return Optional.of(Problem.of(
                Code.NEW_COST,
                null,
                Quantities.say(counts.added()) + " people are new, as far as the state tells. At "
                        + price.toPlainString() + " each they cost "
                        + sum.stripTrailingZeros().toPlainString()));
    }

    private static boolean addsPeople(SyncConfig config) {
        return config.kind().kind().addsPeople() && config.incremental().mode() != Mode.UPDATE;
    }
}
