/**
 * Keeps secrets and people's values out of what is shown: known secrets, what looks secret by its name or form, and the
 * content of a row. Everything that shows the words of others uses it.
 */
@NullMarked
package dev.upserter.redaction;

import org.jspecify.annotations.NullMarked;
