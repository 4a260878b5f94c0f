/** HTTP on this machine: start a run, read its report. The front door is {@link dev.upserter.server.UpserterServer}. */
@NullMarked
package dev.upserter.server;

import org.jspecify.annotations.NullMarked;
