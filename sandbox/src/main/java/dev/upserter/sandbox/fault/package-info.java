/** How the sandbox fails: by script, for certain people, or by chance; and what a request can wait for. */
@NullMarked
package dev.upserter.sandbox.fault;

import org.jspecify.annotations.NullMarked;
