/** What all commands share: options, streams, colours, exit codes. */
@NullMarked
package dev.upserter.cli.shell;

import org.jspecify.annotations.NullMarked;
