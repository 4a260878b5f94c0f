package dev.upserter.guard.value;

import java.time.ZoneId;
import java.util.Set;

/** The names of time zones that Customer.io matches people by: regions of the time zone database, as Europe/Berlin, and UTC. */
public final class TimeZones {
    private static final Set<String> NAMES = ZoneId.getAvailableZoneIds();

    private TimeZones() {}

    public static boolean isRegion(String name) {
        return name.equals("UTC") || name.indexOf('/') > 0 && NAMES.contains(name);
    }
}
