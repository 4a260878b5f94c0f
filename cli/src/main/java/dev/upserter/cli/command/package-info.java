/** TODO-PACKAGE */
@NullMarked
package dev.upserter.cli.command;

import org.jspecify.annotations.NullMarked;
