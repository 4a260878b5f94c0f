package dev.upserter.report;

/**
 * The network traffic of a run.
 *
 * @param sent    requests sent, retries included
 * @param retried retries among them
 * @param bytes   bytes of their bodies
 */
public record Requests(long sent, long retried, long bytes) {}
