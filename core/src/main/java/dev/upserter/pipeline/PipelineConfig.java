package dev.upserter.pipeline;

import dev.upserter.batch.Api;
import dev.upserter.batch.Routing;
import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.delivery.http.Region;
import dev.upserter.guard.GuardConfig;
import dev.upserter.kind.KindConfig;
import dev.upserter.mapping.RunVariables;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.operation.IdentifierType;
import dev.upserter.problem.Problems;
import java.io.Serializable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * All that a partition has to know to send its rows. It can be serialised, to go where the partition is; it holds no
 * credentials, which {@link Pipeline#open} is given.
 *
 * @param run      what rules may tell of the run, the same in each of its partitions
 * @param kind     what the rows become
 * @param irreversible whether what cannot be undone is done: a pipeline asks nobody
 * @param mapping  from record to person
 * @param guards   changed levels
 * @param delivery how fast and how patiently
 * @param region   where the workspace lives; null asks Customer.io
 * @param endpoint another base URL in place of Customer.io's, as {@link DestinationConfig} has it; null for none
 */
public record PipelineConfig(
        RunVariables run,
        KindConfig kind,
        boolean irreversible,
        MappingConfig mapping,
        GuardConfig guards,
        DeliveryConfig delivery,
        @Nullable Region region,
        @Nullable URI endpoint)
        implements Serializable {

    public PipelineConfig {
        new Problems()
                .require(canIdentify(mapping, delivery.api()), "identifyBy", "other than phone where api is single")
                .require(
                        endpoint == null || DestinationConfig.isBaseUrl(endpoint),
                        "endpoint",
                        DestinationConfig.ENDPOINT_MUST_BE)
                .throwIfAny();
    }

    /** Whether an API takes people by the kinds of identifiers that a mapping gives them. */
    public static boolean canIdentify(MappingConfig mapping, Api api) {
        return !mapping.identifiers().contains(IdentifierType.PHONE) || api != Api.SINGLE;
    }

    /** How its operations reach Customer.io. */
    Routing routing() {
        return kind.routing(delivery.api(), mapping.identifyBy());
    }

    /** Where it sends, with credentials. */
    DestinationConfig destination(Credentials credentials) {
        return new DestinationConfig(credentials, region, endpoint);
    }
}
