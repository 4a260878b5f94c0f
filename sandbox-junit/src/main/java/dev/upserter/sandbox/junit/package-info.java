/** A local Customer.io for tests with JUnit 5 and newer: start at {@link dev.upserter.sandbox.junit.SandboxExtension}. */
@NullMarked
package dev.upserter.sandbox.junit;

import org.jspecify.annotations.NullMarked;
