/** What a run asks the App API: numbers of what its configuration names, and whom Customer.io has. */
@NullMarked
package dev.upserter.run.app;

import org.jspecify.annotations.NullMarked;
