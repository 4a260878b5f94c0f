/**
 * What an HTTP server of this program is made of, whatever it answers: {@link dev.upserter.http.Listener} takes requests on a
 * port, an {@link dev.upserter.http.Endpoint} answers them, {@link dev.upserter.http.Wire} is the way back.
 */
@NullMarked
package dev.upserter.http;

import org.jspecify.annotations.NullMarked;
