/** States as files in a folder, and how a configured state is found. */
@NullMarked
package dev.upserter.state.file;

import org.jspecify.annotations.NullMarked;
