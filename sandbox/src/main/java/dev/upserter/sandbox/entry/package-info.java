/** The content of Track API requests: entries, identifiers and attributes, checked against the API's limits. */
@NullMarked
package dev.upserter.sandbox.entry;

import org.jspecify.annotations.NullMarked;
