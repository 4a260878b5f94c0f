@NullMarked
package dev.upserter.report;

import org.jspecify.annotations.NullMarked;
