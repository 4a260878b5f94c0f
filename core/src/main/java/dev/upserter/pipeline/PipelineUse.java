package dev.upserter.pipeline;

import dev.upserter.delivery.StopRules;
import dev.upserter.memory.MemoryBudget;

/**
 * What a pipeline shares with whoever opens it.
 *
 * @param account where everything is counted
 * @param memory  what it may take of the heap, with others
 * @param rules   which records are taken
 * @param stops   when it stops by itself
 */
public record PipelineUse(Account account, MemoryBudget memory, IntakeRules rules, StopRules stops) {
    /** Each record is taken, and an account is its own. */
    public static PipelineUse alone() {
        return new PipelineUse(new Account(), MemoryBudget.ofProcess(), IntakeRules.all(), StopRules.NONE);
    }
}
