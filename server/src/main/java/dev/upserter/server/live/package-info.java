/** Active runs: starts them, follows them, and sends each of their states to all clients that follow. */
@NullMarked
package dev.upserter.server.live;

import org.jspecify.annotations.NullMarked;
