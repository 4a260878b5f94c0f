/** TODO-PACKAGE */
@NullMarked
package dev.upserter.cli.shell;

import org.jspecify.annotations.NullMarked;
