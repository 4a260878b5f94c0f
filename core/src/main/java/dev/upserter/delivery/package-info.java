/**
 * Sends batches to Customer.io: in parallel, within the rate limit, again where that may help, and in order for each
 * person. Knows no file, no terminal and no state folder.
 */
@NullMarked
package dev.upserter.delivery;

import org.jspecify.annotations.NullMarked;
