/** Runs under way: starts them, follows them, and sends each of their states to all pages that look. */
@NullMarked
package dev.upserter.server.live;

import org.jspecify.annotations.NullMarked;
