/** Checks requests against Customer.io's description of its API. */
@NullMarked
package dev.upserter.contract;

import org.jspecify.annotations.NullMarked;
