/** TODO-PACKAGE */
@NullMarked
package dev.upserter.cli.look;

import org.jspecify.annotations.NullMarked;
