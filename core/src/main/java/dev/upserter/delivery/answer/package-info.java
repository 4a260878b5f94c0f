/** TODO-PACKAGE */
@NullMarked
package dev.upserter.delivery.answer;

import org.jspecify.annotations.NullMarked;
