package dev.upserter.config.read;

import dev.upserter.batch.Api;
import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.Length;
import dev.upserter.config.keys.ModeType;
import dev.upserter.config.keys.OneOf;
import dev.upserter.config.keys.Own;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.Type;
import dev.upserter.config.keys.Whole;
import dev.upserter.config.keys.Word;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.config.text.Interpolation.Resolved;
import dev.upserter.delivery.DeliveryConfig;
import dev.upserter.delivery.http.BaseUrl;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.delivery.http.Region;
import dev.upserter.plan.Mode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The keys that say where people are sent, how fast and how patiently. */
final class DeliveryKeys {
    static final Section PART = Section.part();

    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);

    static final KeySpec<String> REGION = PART.add(KeySpec.of(
                    "region",
                    new Word(List.of("auto", "us", "eu")),
                    "Where the workspace lives. auto asks Customer.io, the EU host first.",
                    "where the workspace lives. `auto` asks Customer.io, the EU host first, and then stays with the"
                            + " host it names")
            .defaultsTo("auto")
            .into(DeliveryKeys::region));
    static final KeySpec<URI> ENDPOINT = PART.add(KeySpec.of(
                    "endpoint",
                    new Own<>(
                            DeliveryKeys::endpoint,
                            "\"type\": \"string\", \"format\": \"uri\", "
                                    + Type.orFromEnvironment(
                                            "\"pattern\": \"^[hH][tT][tT][pP][sS]?://[^/?#@\\\\s]+(/[^?#\\\\s]*)?$\""),
                            "http or https URL"),
                    "Another base URL in place of Customer.io's, such as a sandbox or a proxy. Refused in an "
                            + "uploaded configuration.",
                    "another base URL in place of Customer.io's, such as a sandbox or a proxy. It holds no"
                            + " credentials, query or fragment. Refused in an uploaded configuration")
            .examples("[\"http://127.0.0.1:3001\"]")
            .notUploaded("say where people are sent", "remove endpoint. The server's own --endpoint can name one")
            .into(SyncConfigBuilder::endpoint));
    static final KeySpec<URI> APP_ENDPOINT = PART.add(KeySpec.of(
                    "appEndpoint",
                    new Own<>(
                            DeliveryKeys::endpoint,
                            "\"type\": \"string\", \"format\": \"uri\", "
                                    + Type.orFromEnvironment(
                                            "\"pattern\": \"^[hH][tT][tT][pP][sS]?://[^/?#@\\\\s]+(/[^?#\\\\s]*)?$\""),
                            "http or https URL"),
                    "Another base URL in place of the App API's. Where absent, endpoint, if there is one. Refused in"
                            + " an uploaded configuration.",
                    "another base URL in place of the [App API's](app-api.md), for tests. Without it, `endpoint` is"
                            + " used, if there is one. Refused in an uploaded configuration")
            .examples("[\"http://127.0.0.1:3001\"]")
            .notUploaded("say where the App API is", "remove appEndpoint. The server's own --endpoint can name one")
            .into(SyncConfigBuilder::appEndpoint));
    static final KeySpec<Mode> MODE = PART.add(KeySpec.of(
                    "mode",
                    new ModeType(),
                    "upsert adds people and changes them, update only changes people who exist, create only adds "
                            + "people who do not, mirror also "
                            + "removes those who are no longer in the source. Other types have other modes.",
                    "`upsert` adds people and changes them, `update` only changes people who exist, `create` [only"
                            + " adds](app-api.md#people-who-are-new) people who do not, `mirror` also removes those who"
                            + " are no longer in the source. Other [types](#types) have other modes")
            .defaultsTo(Mode.UPSERT)
            .into(SyncConfigBuilder::mode));
    static final KeySpec<Api> API = PART.add(KeySpec.of(
                    "api",
                    OneOf.of(Api.values()),
                    "The Track API's endpoint: batch sends many people in a request (v2), single one (v1).",
                    "`batch` sends many people in a request (v2), [rows of one person joined](reliability.md#order)."
                            + " `single` sends one row (v1)")
            .defaultsTo(Api.BATCH)
            .into(SyncConfigBuilder::api));
    static final KeySpec<Integer> REQUESTS_PER_SECOND = PART.add(KeySpec.of(
                    "requestsPerSecond",
                    new Whole(1, DeliveryConfig.MAX_REQUESTS_PER_SECOND),
                    "Ceiling of the whole run. If several runs of one process send to one workspace at"
                            + " once, the lowest ceiling applies to all together. Customer.io accepts at most 1000,"
                            + " another endpoint perhaps more. The default is 100, or 1000 with api single.",
                    "the ceiling of the whole run, not of each request in flight. If several runs of one"
                            + " process send to one workspace at once, the lowest ceiling applies to all together."
                            + " Customer.io accepts at most 1000. With `api: single`, the default is 1000")
            .defaultsTo(DeliveryConfig.defaultRequestsPerSecond(Api.BATCH))
            .into(SyncConfigBuilder::requestsPerSecond));
    static final KeySpec<Duration> TIMEOUT = PART.add(KeySpec.of(
                    "timeout",
                    new Length(LEAST_TIMEOUT, DeliveryConfig.MAX_TIMEOUT),
                    "Time limit of one attempt, from connect to last byte: 1ms to 1h, as a whole number"
                            + " and its unit (ms, s, m, h).",
                    "time limit of one attempt, from connect to last byte")
            .defaultsTo(DeliveryConfig.DEFAULT_TIMEOUT)
            .into(SyncConfigBuilder::timeout));
    static final KeySpec<Integer> MAX_ATTEMPTS = PART.add(KeySpec.of(
                    "maxAttempts",
                    new Whole(1, DeliveryConfig.MAX_ATTEMPTS),
                    "Attempts of one batch, including the first: 1 means no retry.",
                    "attempts of one batch, including the first: 1 means no retry")
            .defaultsTo(DeliveryConfig.DEFAULT_MAX_ATTEMPTS)
            .into(SyncConfigBuilder::maxAttempts));
    static final KeySpec<Duration> MAX_OUTAGE = PART.add(KeySpec.of(
                    "maxOutage",
                    new Length(Duration.ZERO, DeliveryConfig.MAX_OUTAGE),
                    "How long a run waits for a destination that is down: 0s to 7d, as a whole number and"
                            + " its unit (ms, s, m, h, d).",
                    "how long a run waits for a destination that is down, including `Retry-After`. Then it"
                            + " stops and can be resumed. An `endpoint` at which [nothing has ever"
                            + " answered](answers.md#an-address-that-never-answered) is tried for 15 seconds")
            .defaultsTo(DeliveryConfig.DEFAULT_MAX_OUTAGE)
            .into(SyncConfigBuilder::maxOutage));

    private DeliveryKeys() {}

    private static void region(SyncConfigBuilder builder, String word) {
        if (!word.equals("auto")) {
            builder.region(Region.valueOf(word.toUpperCase(Locale.ROOT)));
        }
    }

    private static @Nullable URI endpoint(ConfigNode.Field field, KeyValues values) {
        Resolved text = values.text(field, "http://127.0.0.1:3001");
        if (text == null) {
            return null;
        }
        return switch (BaseUrl.read(text.text())) {
            case BaseUrl.Good good -> good.url();
            case BaseUrl.Wrong wrong -> {
                values.note(
                        field,
                        field.name() + " must be " + DestinationConfig.ENDPOINT_MUST_BE + ", but " + wrong.why(),
                        "write it as http://127.0.0.1:3001");
                yield null;
            }
        };
    }
}
