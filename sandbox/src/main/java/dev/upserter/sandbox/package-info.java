@NullMarked
package dev.upserter.sandbox;

import org.jspecify.annotations.NullMarked;
