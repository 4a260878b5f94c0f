/** What a shell can complete, and the manual pages: both are made from the help texts. */
@NullMarked
package dev.upserter.cli.complete;

import org.jspecify.annotations.NullMarked;
