package dev.upserter.report;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the mapping did with the fields of the source.
 *
 * @param leftBehind fields that occurred but were not sent, in order of first appearance
 * @param missing    mapped fields that were missing in some rows, with the number of those rows
 */
public record Fields(List<String> leftBehind, Map<String, Long> missing) implements Serializable {
    public Fields {
        leftBehind = List.copyOf(leftBehind);
        missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    }
}
