/**
 * What a key of a configuration is: its name, its type, its default, and what is said about it, in one place. Knows no key
 * itself; {@code config.read} has the tables.
 */
@NullMarked
package dev.upserter.config.keys;

import org.jspecify.annotations.NullMarked;
