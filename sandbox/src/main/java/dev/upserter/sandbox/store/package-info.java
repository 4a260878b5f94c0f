/** What the sandbox keeps, and what entries do to it. */
@NullMarked
package dev.upserter.sandbox.store;

import org.jspecify.annotations.NullMarked;
