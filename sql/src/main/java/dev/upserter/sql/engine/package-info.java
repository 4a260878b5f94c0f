/** TODO-PACKAGE */
@NullMarked
package dev.upserter.sql.engine;

import org.jspecify.annotations.NullMarked;
