package dev.upserter.state;

/**
 * The last run that began to send changes based on a state, on any machine.
 *
 * @param run          its id
 * @param isUnfinished whether it has not ended: it is active, was stopped or cut off
 */
public record LastRun(String run, boolean isUnfinished) {}
