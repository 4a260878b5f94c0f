/** How the sandbox misbehaves: by script, for certain people, or by chance; and what may be waited for. */
@NullMarked
package dev.upserter.sandbox.fault;

import org.jspecify.annotations.NullMarked;
