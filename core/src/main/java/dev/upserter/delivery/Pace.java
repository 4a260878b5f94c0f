package dev.upserter.delivery;

/**
 * How fast a delivery may go at one moment.
 *
 * @param requestsPerSecond the ceiling, 1 or more
 * @param parallelism       requests that may be unanswered at once, 1 or more
 * @param reason            why that is less than what was configured, for people; empty if it is not
 */
public record Pace(int requestsPerSecond, int parallelism, String reason) {}
