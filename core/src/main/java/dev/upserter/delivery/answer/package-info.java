/** What an answer of Customer.io means for a batch and its rows. */
@NullMarked
package dev.upserter.delivery.answer;

import org.jspecify.annotations.NullMarked;
