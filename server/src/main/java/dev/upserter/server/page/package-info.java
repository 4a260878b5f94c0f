/** The files of the web page. */
@NullMarked
package dev.upserter.server.page;

import org.jspecify.annotations.NullMarked;
