/** Who may send requests: this machine, the page's own site, clients with the token. */
@NullMarked
package dev.upserter.server.access;

import org.jspecify.annotations.NullMarked;
