/** What a configuration says of a mapping: rules, casts, identifiers, denied fields. */
@NullMarked
package dev.upserter.mapping.spec;

import org.jspecify.annotations.NullMarked;
