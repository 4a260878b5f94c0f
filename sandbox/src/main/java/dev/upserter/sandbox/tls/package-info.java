/** The certificate that a sandbox shows over HTTPS. */
@NullMarked
package dev.upserter.sandbox.tls;

import org.jspecify.annotations.NullMarked;
