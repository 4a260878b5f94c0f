/** What a test asks of the sandbox, and tells it, over HTTP: everything under {@code /sandbox/}. */
@NullMarked
package dev.upserter.sandbox.control;

import org.jspecify.annotations.NullMarked;
