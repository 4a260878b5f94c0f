/** The demonstration: example data, a sandbox and the page in one process. */
@NullMarked
package dev.upserter.cli.demo;

import org.jspecify.annotations.NullMarked;
