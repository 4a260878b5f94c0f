/** What the Track API's requests say: entries, identifiers and attributes, read under its limits. */
@NullMarked
package dev.upserter.sandbox.entry;

import org.jspecify.annotations.NullMarked;
