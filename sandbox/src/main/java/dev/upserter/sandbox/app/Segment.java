package dev.upserter.sandbox.app;

import java.util.List;

/**
 * A segment as the App API shows it.
 *
 * @param number      by which requests name it
 * @param name        as people see it
 * @param isManual    whether its members come by requests; otherwise by rules
 * @param campaigns   the numbers of the campaigns that use it
 * @param newsletters the numbers of the newsletters that use it and were not sent yet
 */
public record Segment(int number, String name, boolean isManual, List<Integer> campaigns, List<Integer> newsletters) {
    public Segment {
        campaigns = List.copyOf(campaigns);
        newsletters = List.copyOf(newsletters);
    }

    /** A manual one that nothing uses. */
    public static Segment manual(int number, String name) {
        return new Segment(number, name, true, List.of(), List.of());
    }

    /** A copy that these campaigns and newsletters use. */
    public Segment usedBy(List<Integer> campaigns, List<Integer> newsletters) {
        return new Segment(number, name, isManual, campaigns, newsletters);
    }
}
