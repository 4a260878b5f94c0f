/** The commands that run, serve and keep. */
@NullMarked
package dev.upserter.cli.command;

import org.jspecify.annotations.NullMarked;
