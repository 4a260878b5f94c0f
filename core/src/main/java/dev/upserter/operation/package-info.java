@NullMarked
package dev.upserter.operation;

import org.jspecify.annotations.NullMarked;
