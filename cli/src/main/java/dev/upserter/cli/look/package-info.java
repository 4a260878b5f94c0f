/** Commands that examine data and write a first configuration. */
@NullMarked
package dev.upserter.cli.look;

import org.jspecify.annotations.NullMarked;
