/** What may be between a run and Customer.io: proxies, TLS, other servers. On loopback. */
@NullMarked
package dev.upserter.net;

import org.jspecify.annotations.NullMarked;
