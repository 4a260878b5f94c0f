/** Customer.io's description of its API, as a judge of requests. */
@NullMarked
package dev.upserter.contract;

import org.jspecify.annotations.NullMarked;
