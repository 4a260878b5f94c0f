/** The text of a configuration, JSON or YAML: one tree of values, each with its place, and the mistakes found in it. */
@NullMarked
package dev.upserter.config.text;

import org.jspecify.annotations.NullMarked;
