/** Values of templates: numbers of any size, texts, spans, and the limits of a rendering. */
@NullMarked
package dev.upserter.template.value;

import org.jspecify.annotations.NullMarked;
