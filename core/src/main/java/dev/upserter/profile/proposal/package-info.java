/** What a configuration should say of the columns that a profile shows. */
@NullMarked
package dev.upserter.profile.proposal;

import org.jspecify.annotations.NullMarked;
