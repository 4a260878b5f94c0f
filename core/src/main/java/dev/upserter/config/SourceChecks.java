package dev.upserter.config;

import dev.upserter.plan.Allowance;

/**
 * What tells a wrong file from a right one.
 *
 * @param maxRejected        how many rows a run may reject
 * @param isIdentifierChosen whether the configuration says which identifier of Customer.io the user id is
 * @param isOriginal         whether it is written in the original five keys: these all, and no other
 */
public record SourceChecks(Allowance maxRejected, boolean isIdentifierChosen, boolean isOriginal) {}
