/** What the sandbox stores, and how entries change it. */
@NullMarked
package dev.upserter.sandbox.store;

import org.jspecify.annotations.NullMarked;
