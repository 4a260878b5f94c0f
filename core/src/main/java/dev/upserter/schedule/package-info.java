/**
 * When syncs run by themselves: cron expressions in a zone, and what a configuration says of it. Knows no configuration and no
 * run.
 */
@NullMarked
package dev.upserter.schedule;

import org.jspecify.annotations.NullMarked;
