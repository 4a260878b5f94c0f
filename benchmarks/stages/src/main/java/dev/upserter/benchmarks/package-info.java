/** What each stage of the data path costs per record, measured with JMH. No part of the product. */
@NullMarked
package dev.upserter.benchmarks;

import org.jspecify.annotations.NullMarked;
