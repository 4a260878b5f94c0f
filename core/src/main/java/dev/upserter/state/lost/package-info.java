/** What Customer.io has lost, so that states know it that had it there. */
@NullMarked
package dev.upserter.state.lost;

import org.jspecify.annotations.NullMarked;
