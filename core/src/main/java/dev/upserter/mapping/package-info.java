@NullMarked
package dev.upserter.mapping;

import org.jspecify.annotations.NullMarked;
