package dev.upserter.report;

import java.io.Serializable;

/**
 * The network traffic of a run.
 *
 * @param sent    requests sent, retries included
 * @param retried retries among them
 * @param bytes   bytes of their bodies
 */
public record Requests(long sent, long retried, long bytes) implements Serializable {}
