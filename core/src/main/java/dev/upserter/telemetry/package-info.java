/** What runs tell to tools that watch over many programs: measures and traces, where somebody asks for them. */
@NullMarked
package dev.upserter.telemetry;

import org.jspecify.annotations.NullMarked;
