/** One sync, as a configuration file says it or code builds it: the configuration records of the other packages in one. */
@NullMarked
package dev.upserter.config;

import org.jspecify.annotations.NullMarked;
