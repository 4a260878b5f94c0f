@NullMarked
package dev.upserter.run;

import org.jspecify.annotations.NullMarked;
