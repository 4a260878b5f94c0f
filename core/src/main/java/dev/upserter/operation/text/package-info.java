/** What texts say of themselves: names with a meaning, blanks, damage, hashes. Imports nothing of operations. */
@NullMarked
package dev.upserter.operation.text;

import org.jspecify.annotations.NullMarked;
