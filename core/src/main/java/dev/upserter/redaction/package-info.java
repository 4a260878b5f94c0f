/**
 * Keeps secrets and people's values out of what is shown: what is known to be secret, what may be by its name or its form, and
 * what a row says. Everything that shows the words of others goes through it.
 */
@NullMarked
package dev.upserter.redaction;

import org.jspecify.annotations.NullMarked;
