package dev.upserter.guard;

import java.time.ZoneId;
import java.util.Set;

/** The names of time zones that Customer.io matches people by: regions of the time zone database, as Europe/Berlin, and UTC. */
final class TimeZones {
    private static final Set<String> NAMES = ZoneId.getAvailableZoneIds();

    private TimeZones() {}

    static boolean isRegion(String name) {
        return name.equals("UTC") || name.indexOf('/') > 0 && NAMES.contains(name);
    }
}
