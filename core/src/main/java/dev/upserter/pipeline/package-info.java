/**
 * What one partition of a source does: takes a record, maps it, guards it, packs it, delivers it, and counts. It knows no
 * file, no terminal, no state folder and no reader of configurations, so that it runs wherever records are.
 */
@NullMarked
package dev.upserter.pipeline;

import org.jspecify.annotations.NullMarked;
