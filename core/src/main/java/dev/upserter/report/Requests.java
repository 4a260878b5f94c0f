package dev.upserter.report;

import java.io.Serializable;

/**
 * What went over the wire.
 *
 * @param sent    requests sent, repetitions included
 * @param retried repetitions among them
 * @param bytes   bytes of their bodies
 */
public record Requests(long sent, long retried, long bytes) implements Serializable {}
