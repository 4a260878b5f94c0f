/** The answers to clients: JSON, reports, and failures with their HTTP statuses. */
@NullMarked
package dev.upserter.server.answer;

import org.jspecify.annotations.NullMarked;
