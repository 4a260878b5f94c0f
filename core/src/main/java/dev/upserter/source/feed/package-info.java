/** Rows that a program hands over: its objects, one after the other, and the answers of its databases. */
@NullMarked
package dev.upserter.source.feed;

import org.jspecify.annotations.NullMarked;
