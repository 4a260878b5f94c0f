/** TODO-PACKAGE */
@NullMarked
package dev.upserter.sql.database;

import org.jspecify.annotations.NullMarked;
