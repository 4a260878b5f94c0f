/** HTTP on this machine: start a run, read its report. Start at {@link dev.upserter.server.UpserterServer}. */
@NullMarked
package dev.upserter.server;

import org.jspecify.annotations.NullMarked;
