/** What uploads and runs at once, within bounds; it can be stopped. */
@NullMarked
package dev.upserter.server.admission;

import org.jspecify.annotations.NullMarked;
