/** What a server tells a monitoring tool of each saved sync. */
@NullMarked
package dev.upserter.server.monitor;

import org.jspecify.annotations.NullMarked;
