/**
 * The parts of an HTTP server that do not depend on what it serves: {@link dev.upserter.http.Listener} accepts requests on
 * a port, an {@link dev.upserter.http.Endpoint} answers them, {@link dev.upserter.http.Wire} sends the answers.
 */
@NullMarked
package dev.upserter.http;

import org.jspecify.annotations.NullMarked;
