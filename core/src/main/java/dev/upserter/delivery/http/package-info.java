/** The connection to Customer.io: hosts, regions, proxies, certificates, credentials, one request. */
@NullMarked
package dev.upserter.delivery.http;

import org.jspecify.annotations.NullMarked;
