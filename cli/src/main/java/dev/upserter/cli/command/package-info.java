/** The commands that run, serve, and manage runs and states. */
@NullMarked
package dev.upserter.cli.command;

import org.jspecify.annotations.NullMarked;
