/**
 * Liquid, the language of templates and conditions: texts from the fields of a record. Has no access to files and the
 * network, and to no clock but the run's.
 */
@NullMarked
package dev.upserter.template;

import org.jspecify.annotations.NullMarked;
