@NullMarked
package dev.upserter.core;

import org.jspecify.annotations.NullMarked;
