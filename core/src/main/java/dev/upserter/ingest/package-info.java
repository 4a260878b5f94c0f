/** Sends rows that many threads of a service add, one after the other, for as long as the service lives. */
@NullMarked
package dev.upserter.ingest;

import org.jspecify.annotations.NullMarked;
