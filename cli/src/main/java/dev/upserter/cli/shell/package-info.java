/** What every command has: options, streams, colours, exit codes. */
@NullMarked
package dev.upserter.cli.shell;

import org.jspecify.annotations.NullMarked;
