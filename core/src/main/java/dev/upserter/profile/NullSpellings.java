package dev.upserter.profile;

import dev.upserter.source.csv.NullTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The first few spellings of words for null in one column. For one thread. */
final class NullSpellings {
    private static final int MOST = 8;

    private final String column;
    private final Map<String, String> found = new LinkedHashMap<>();

    NullSpellings(String column) {
        this.column = column;
    }

    void add(String text) {
        if (found.size() < MOST && NullTexts.isKnown(text, column)) {
            found.putIfAbsent(NullTexts.plain(text), text.strip());
        }
    }

    List<String> found() {
        return List.copyOf(found.values());
    }
}
