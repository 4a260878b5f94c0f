/** TODO-PACKAGE */
@NullMarked
package dev.upserter.delivery.http;

import org.jspecify.annotations.NullMarked;
