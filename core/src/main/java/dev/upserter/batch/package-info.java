@NullMarked
package dev.upserter.batch;

import org.jspecify.annotations.NullMarked;
