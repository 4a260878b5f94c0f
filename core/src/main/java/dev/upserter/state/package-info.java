/** What was last acknowledged of each person, kept on disk in the order of their keys, and what a run changes of it. */
@NullMarked
package dev.upserter.state;

import org.jspecify.annotations.NullMarked;
