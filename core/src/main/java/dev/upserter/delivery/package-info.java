@NullMarked
package dev.upserter.delivery;

import org.jspecify.annotations.NullMarked;
