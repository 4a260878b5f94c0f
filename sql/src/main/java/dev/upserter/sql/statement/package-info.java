/** TODO-PACKAGE */
@NullMarked
package dev.upserter.sql.statement;

import org.jspecify.annotations.NullMarked;
