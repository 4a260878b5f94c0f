package dev.upserter.app;

/**
 * A segment of the workspace.
 *
 * @param number   by which requests name it
 * @param name     as people see it
 * @param isManual whether requests decide who is in it; otherwise rules do
 */
public record AppSegment(int number, String name, boolean isManual) {}
