package com.example.signup;

import dev.upserter.Ingester;
import dev.upserter.RowOutcome;
import dev.upserter.RowVerdict;
import dev.upserter.Upserter;
import dev.upserter.meters.MicrometerMeters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;

/**
 * The connection to Customer.io. When the service stops, Spring closes the ingester first, which sends what waits, and then the
 * upserter.
 */
@Configuration(proxyBeanMethods = false)
class CustomerIo {
    private static final Logger LOG = LoggerFactory.getLogger(CustomerIo.class);

    @Bean
    Upserter upserter(
            @Value("classpath:customerio.yaml") Resource configuration,
            @Value("${customerio.endpoint}") String endpoint,
            @Value("${customerio.site-id}") String siteId,
            @Value("${customerio.api-key}") String apiKey)
            throws IOException {
        return Upserter.builder()
                .configuration(configuration.getContentAsString(StandardCharsets.UTF_8))
                .environment(Map.of(
                        "CUSTOMERIO_ENDPOINT", endpoint, "CUSTOMERIO_SITE_ID", siteId, "CUSTOMERIO_API_KEY", apiKey))
                .build();
    }

    @Bean
    Ingester<Customer> signups(Upserter upserter) {
        return upserter.<Customer>ingester((customer, row) -> row.set("id", customer.id())
                        .set("email", customer.email())
                        .set("plan", customer.plan())
                        .set("signed_up", customer.signedUp()))
                .named("signups")
                .onRow(CustomerIo::ended)
                .start();
    }

    /** Spring binds it: what was sent is among the metrics of the service. */
    @Bean
    MicrometerMeters customerIoMeters(Upserter upserter) {
        return new MicrometerMeters(upserter);
    }

    /** Whoever did not arrive comes with the next load of the table. An outcome shows no value of a row. */
    private static void ended(RowOutcome<Customer> outcome) {
        if (outcome.verdict() != RowVerdict.DELIVERED) {
            LOG.warn("not at Customer.io: {}, {}", outcome, outcome.message());
        }
    }
}
