/** One row, as all stages receive it: the bytes of a JSON object, the names of its fields, and its place. */
@NullMarked
package dev.upserter.record;

import org.jspecify.annotations.NullMarked;
