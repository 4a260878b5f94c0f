/** The filters of Liquid. */
@NullMarked
package dev.upserter.template.filter;

import org.jspecify.annotations.NullMarked;
