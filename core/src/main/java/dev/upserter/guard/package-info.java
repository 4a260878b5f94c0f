/** Holds each operation against what Customer.io would refuse, lose or misread. */
@NullMarked
package dev.upserter.guard;

import org.jspecify.annotations.NullMarked;
