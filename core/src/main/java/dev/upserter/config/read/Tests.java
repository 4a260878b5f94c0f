package dev.upserter.config.read;

import dev.upserter.config.MappingTest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tests of a configuration.
 *
 * @param file that holds them; null where they stand in the configuration
 */
record Tests(List<MappingTest> list, @Nullable String file) {
    static final Tests NONE = new Tests(List.of(), null);
}
