package dev.upserter.ingest;

import java.time.Duration;

/**
 * When rows are sent that do not fill a request yet, and how many may wait.
 *
 * @param rows      after so many
 * @param bytes     after so many
 * @param time      after so long since the first of them
 * @param mostRows  how many may wait to be taken
 * @param mostBytes how much memory they may take
 */
public record Rhythm(int rows, long bytes, Duration time, int mostRows, long mostBytes) {}
