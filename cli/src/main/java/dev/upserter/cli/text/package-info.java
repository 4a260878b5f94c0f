/** What the command line prints: reports, plans, progress, errors. */
@NullMarked
package dev.upserter.cli.text;

import org.jspecify.annotations.NullMarked;
