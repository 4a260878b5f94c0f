package dev.upserter.state;

/**
 * The last run that began to send what a state led to, on whatever machine.
 *
 * @param run          its id
 * @param isUnfinished whether it did not come to its end: it is under way, was stopped or cut off
 */
public record LastRun(String run, boolean isUnfinished) {}
