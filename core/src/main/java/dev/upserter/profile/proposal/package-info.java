/** TODO-PACKAGE */
@NullMarked
package dev.upserter.profile.proposal;

import org.jspecify.annotations.NullMarked;
