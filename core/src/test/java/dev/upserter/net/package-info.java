/** What may stand between a run and Customer.io: proxies, TLS, servers that are something else. On loopback. */
@NullMarked
package dev.upserter.net;

import org.jspecify.annotations.NullMarked;
