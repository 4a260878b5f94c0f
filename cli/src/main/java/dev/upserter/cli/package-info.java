@NullMarked
package dev.upserter.cli;

import org.jspecify.annotations.NullMarked;
