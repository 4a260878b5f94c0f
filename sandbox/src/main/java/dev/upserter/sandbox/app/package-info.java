/** The sandbox's App API: what of Customer.io's second API a sync uses. */
@NullMarked
package dev.upserter.sandbox.app;

import org.jspecify.annotations.NullMarked;
