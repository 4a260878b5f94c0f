/** TODO-PACKAGE */
@NullMarked
package dev.upserter.state.bucket;

import org.jspecify.annotations.NullMarked;
