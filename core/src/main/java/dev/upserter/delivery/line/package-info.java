/** How many requests a second go to one workspace, whoever sends them. */
@NullMarked
package dev.upserter.delivery.line;

import org.jspecify.annotations.NullMarked;
