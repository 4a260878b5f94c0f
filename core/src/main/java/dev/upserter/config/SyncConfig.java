package dev.upserter.config;

import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.delivery.DestinationConfig;
import dev.upserter.guard.GuardConfig;
import dev.upserter.mapping.MappingConfig;

/**
 * One sync, as a configuration file says it. Immutable.
 *
 * @param sync        the name of the sync
 * @param mapping     from record to person
 * @param guards      changed levels
 * @param delivery    how fast and how patiently
 * @param destination where to
 */
public record SyncConfig(
        String sync,
        MappingConfig mapping,
        GuardConfig guards,
        DeliveryConfig delivery,
        DestinationConfig destination) {

    public SyncConfig withDestination(DestinationConfig other) {
        return new SyncConfig(sync, mapping, guards, delivery, other);
    }
}
