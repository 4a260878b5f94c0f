@NullMarked
package dev.upserter.guard;

import org.jspecify.annotations.NullMarked;
