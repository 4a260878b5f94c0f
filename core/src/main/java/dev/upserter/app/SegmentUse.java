package dev.upserter.app;

import java.util.ArrayList;
import java.util.List;

/**
 * What uses a segment, by numbers.
 *
 * @param campaigns   that start, filter or end by it
 * @param newsletters that were not sent yet
 */
public record SegmentUse(List<Long> campaigns, List<Long> newsletters) {
    private static final int MOST = 10;

    public SegmentUse {
        campaigns = List.copyOf(campaigns);
        newsletters = List.copyOf(newsletters);
    }

    /** In words, as {@code the campaigns 5 and 6 and the newsletter 9}; empty where nothing uses it. */
    public String inWords() {
        var parts = new ArrayList<String>();
        add("campaign", campaigns, parts);
        add("newsletter", newsletters, parts);
        return String.join(" and ", parts);
    }

    private static void add(String what, List<Long> numbers, List<String> parts) {
        if (numbers.isEmpty()) {
            return;
        }
        List<String> shown = numbers.stream().limit(MOST).map(String::valueOf).toList();
        String others = numbers.size() > MOST ? " and " + (numbers.size() - MOST) + " more" : "";
        parts.add("the " + what + (numbers.size() == 1 ? " " : "s ") + String.join(", ", shown) + others);
    }
}
