/** What the caller of a run decides: options, resume, consent, stop. */
@NullMarked
package dev.upserter.run.option;

import org.jspecify.annotations.NullMarked;
