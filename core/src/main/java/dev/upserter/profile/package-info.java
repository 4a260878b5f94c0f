/** What is in some data, before anybody has said what becomes of them: columns, types, keys, and what is odd. */
@NullMarked
package dev.upserter.profile;

import org.jspecify.annotations.NullMarked;
