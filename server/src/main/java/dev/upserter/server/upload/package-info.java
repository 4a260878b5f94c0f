/** Takes uploaded configurations and data off the wire, tells them apart, and keeps them as long as they are needed. */
@NullMarked
package dev.upserter.server.upload;

import org.jspecify.annotations.NullMarked;
