/**
 * Customer Upserter as a library: an {@link dev.upserter.Upserter} sends {@link dev.upserter.Rows} to Customer.io as a
 * configuration says, and answers with a {@link dev.upserter.Report}. This package is all of its public interface; others
 * change without notice.
 */
@NullMarked
package dev.upserter;

import org.jspecify.annotations.NullMarked;
