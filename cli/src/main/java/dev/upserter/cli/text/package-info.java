/** TODO-PACKAGE */
@NullMarked
package dev.upserter.cli.text;

import org.jspecify.annotations.NullMarked;
