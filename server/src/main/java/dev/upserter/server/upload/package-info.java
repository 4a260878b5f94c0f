/** Reads uploaded configurations and data from the network, distinguishes them, and keeps them while they are needed. */
@NullMarked
package dev.upserter.server.upload;

import org.jspecify.annotations.NullMarked;
