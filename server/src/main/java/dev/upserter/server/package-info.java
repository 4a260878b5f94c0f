@NullMarked
package dev.upserter.server;

import org.jspecify.annotations.NullMarked;
