/** What a run leaves on disk and later runs read: run folders, journals, row files, locks. */
@NullMarked
package dev.upserter.history;

import org.jspecify.annotations.NullMarked;
