/** States as files in a folder, and how to find the configured state. */
@NullMarked
package dev.upserter.state.file;

import org.jspecify.annotations.NullMarked;
