/** TODO-PACKAGE */
@NullMarked
package dev.upserter.state.file;

import org.jspecify.annotations.NullMarked;
