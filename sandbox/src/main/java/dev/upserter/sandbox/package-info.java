/**
 * A local Customer.io: the part of the Track API that concerns people, over real HTTP, with faults on demand.
 *
 * <p>Start at {@link dev.upserter.sandbox.Sandbox}. Behaviour follows the Track API's OpenAPI document (August 2026); where
 * that does not specify something, a comment in the code says what was chosen.
 */
@NullMarked
package dev.upserter.sandbox;

import org.jspecify.annotations.NullMarked;
