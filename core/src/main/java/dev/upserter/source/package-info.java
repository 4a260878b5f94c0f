@NullMarked
package dev.upserter.source;

import org.jspecify.annotations.NullMarked;
