/** Runs, checks and plans of one sync or several, for the command and the server. */
@NullMarked
package dev.upserter.sync;

import org.jspecify.annotations.NullMarked;
