/** The output of the command line: reports, plans, progress, errors. */
@NullMarked
package dev.upserter.cli.text;

import org.jspecify.annotations.NullMarked;
