@NullMarked
package dev.upserter.config;

import org.jspecify.annotations.NullMarked;
