/** TODO-PACKAGE */
@NullMarked
package dev.upserter.template.tree;

import org.jspecify.annotations.NullMarked;
