/** Customer.io's App API: what of it a sync asks. */
@NullMarked
package dev.upserter.app;

import org.jspecify.annotations.NullMarked;
