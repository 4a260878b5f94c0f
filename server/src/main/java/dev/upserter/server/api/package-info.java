/** The operations below {@code /api/}; the contract is openapi.json. */
@NullMarked
package dev.upserter.server.api;

import org.jspecify.annotations.NullMarked;
