/**
 * A local Customer.io: the part of the Track API that concerns people, over real HTTP, with faults on demand.
 *
 * <p>{@link dev.upserter.sandbox.Sandbox} is the way in. Behaviour follows the Track API's OpenAPI document (August 2026);
 * where that is silent, the place in the code says what was chosen.
 */
@NullMarked
package dev.upserter.sandbox;

import org.jspecify.annotations.NullMarked;
