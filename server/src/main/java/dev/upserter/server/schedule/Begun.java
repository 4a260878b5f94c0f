package dev.upserter.server.schedule;

import java.util.List;
import java.util.Map;

/**
 * A run that was written down as begun and has not been written down as ended. Immutable.
 *
 * @param before the last run of each sync that had ended until then; empty texts where there was none, or it goes on
 * @param files  those that had arrived, with what they were
 * @param isAll  whether it reads its whole source, and not these files alone
 */
record Begun(Map<String, String> before, List<FilePrint> files, boolean isAll) {
    Begun {
        before = Map.copyOf(before);
        files = List.copyOf(files);
    }
}
