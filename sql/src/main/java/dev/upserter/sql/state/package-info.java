/** TODO-PACKAGE */
@NullMarked
package dev.upserter.sql.state;

import org.jspecify.annotations.NullMarked;
