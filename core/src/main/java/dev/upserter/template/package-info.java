/**
 * Liquid, the language of templates and conditions: texts made of the fields of a record. Knows no file, no network and
 * no clock but the run's.
 */
@NullMarked
package dev.upserter.template;

import org.jspecify.annotations.NullMarked;
