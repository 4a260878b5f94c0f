/** The operations below {@code /api/}; openapi.json is the contract. */
@NullMarked
package dev.upserter.server.api;

import org.jspecify.annotations.NullMarked;
