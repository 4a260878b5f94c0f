/** Ties the stages together: reads, maps, guards, packs and delivers, and keeps account of every row. */
@NullMarked
package dev.upserter.run;

import org.jspecify.annotations.NullMarked;
