/** What was last acknowledged of each person, kept on disk in the order of their keys, and how a run changes it. */
@NullMarked
package dev.upserter.state;

import org.jspecify.annotations.NullMarked;
