/**
 * Customer Upserter as a library: {@link dev.upserter.Rows} of a program become what a configuration says, and reach Customer.io.
 * This package is all of its public interface; others change without notice.
 */
@NullMarked
package dev.upserter;

import org.jspecify.annotations.NullMarked;
