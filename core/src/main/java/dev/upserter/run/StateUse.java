package dev.upserter.run;

import org.jspecify.annotations.Nullable;

/**
 * How one run uses what is known of earlier deliveries.
 *
 * @param scope         of whom it speaks
 * @param allowRemovals whether it may remove more people than the configuration allows, once
 * @param ofItsOwn      whether its state is kept with the run alone: for a destination that ends with it
 * @param plan          the digest of the changes that were planned; the run refuses to make others; null for any
 */
public record StateUse(
        Scope scope,
        boolean allowRemovals,
        boolean ofItsOwn,
        @Nullable String plan) {
    /** As the configuration says. */
    public static final StateUse CONFIGURED = new StateUse(Scope.CONFIGURED, false, false, null);

    /** The same for others. */
    public StateUse withScope(Scope other) {
        return new StateUse(other, allowRemovals, ofItsOwn, plan);
    }

    /** The same, removing as many as need be. */
    public StateUse withAllowRemovals() {
        return new StateUse(scope, true, ofItsOwn, plan);
    }

    /** The same, for these changes alone. */
    public StateUse withPlan(String digest) {
        return new StateUse(scope, allowRemovals, ofItsOwn, digest);
    }
}
