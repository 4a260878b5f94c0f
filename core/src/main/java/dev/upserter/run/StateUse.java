package dev.upserter.run;

import org.jspecify.annotations.Nullable;

/**
 * How one run uses what is known of earlier deliveries.
 *
 * @param scope         of whom it speaks
 * @param allowRemovals whether it may remove more people than the configuration allows, once
 * @param ofItsOwn      whether its state is kept with the run alone: for a destination that ends with it
 * @param plan          what was planned; the run refuses to do anything else; null for no plan
 */
public record StateUse(
        Scope scope,
        boolean allowRemovals,
        boolean ofItsOwn,
        @Nullable PlanFile plan) {
    /** As the configuration says. */
    public static final StateUse CONFIGURED = new StateUse(Scope.CONFIGURED, false, false, null);

    /** The same for others. */
    public StateUse withScope(Scope other) {
        return new StateUse(other, allowRemovals, ofItsOwn, plan);
    }

    /** The same, with a state of its own. */
    public StateUse withOwnState() {
        return new StateUse(scope, allowRemovals, true, plan);
    }

    /** The same, removing as many as need be. */
    public StateUse withAllowRemovals() {
        return new StateUse(scope, true, ofItsOwn, plan);
    }

    /** The same, to do what was planned and nothing else. */
    public static StateUse of(PlanFile file) {
        return new StateUse(file.scope(), file.removals(), false, file);
    }
}
