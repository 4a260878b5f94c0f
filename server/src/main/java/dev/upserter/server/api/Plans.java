package dev.upserter.server.api;

import dev.upserter.run.Plan;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.live.Order;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last plans, so that they can be shown again and run. Thread-safe. */
final class Plans {
    private static final int MAX = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, Planned> plans = new LinkedHashMap<>();

    /**
     * A plan.
     *
     * @param id    its id
     * @param order what it was made from
     * @param plan  what would be sent
     */
    record Planned(String id, Order order, Plan plan) {
        boolean canBeApplied() {
            return plan.file() != null;
        }

        @Override
        public String toString() {
            return "Planned[" + id + "]";
        }
    }

    synchronized Planned add(Order order, Plan plan) {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        var planned = new Planned(HexFormat.of().formatHex(random), order, plan);
        plans.put(planned.id(), planned);
        if (plans.size() > MAX) {
            plans.remove(plans.keySet().iterator().next());
        }
        return planned;
    }

    /**
     * @throws RefusedException if the plan is no longer kept
     */
    synchronized Planned get(String id) {
        Planned planned = plans.get(id);
        if (planned == null) {
            throw new RefusedException(Refusal.PLAN_GONE, "the plan is not there, or no longer");
        }
        return planned;
    }
}
