/** What a run that has ended tells, to whom, and when it does so again. */
@NullMarked
package dev.upserter.alert;

import org.jspecify.annotations.NullMarked;
