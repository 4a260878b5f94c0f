package dev.upserter.sandbox.store;

import dev.upserter.carried.jackson.JsonGenerator;
import dev.upserter.sandbox.entry.Entry;
import dev.upserter.sandbox.entry.EntryFields;
import dev.upserter.sandbox.entry.EntryRefusedException;
import dev.upserter.sandbox.entry.RawFields;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was reported of messages (Track API reference, POST /api/v1/metrics, /api/v1/push/events, /unsubscribe/{delivery_id}
 * and /api/v2/entity of the type delivery, August 2026). The sandbox sends no message, so it knows of nobody whom a delivery
 * concerns: it keeps what was said. Guarded by the lock of {@link Stores}.
 */
final class DeliveryStore implements Store {
    private static final Set<String> METRICS =
            Set.of("bounced", "clicked", "converted", "deferred", "delivered", "dropped", "opened", "spammed");
    private static final Set<String> OF_PUSH = Set.of("opened", "converted", "delivered");

    /** By the id of the delivery. */
    private final SortedMap<String, Set<String>> reported = new TreeMap<>();

    @Override
    public String name() {
        return "deliveries";
    }

    /** Of each delivery, what was reported of it. */
    @Override
    public SortedMap<String, String> contents() {
        var contents = new TreeMap<String, String>();
        reported.forEach((delivery, events) -> contents.put(delivery, String.join(" ", events)));
        return contents;
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        for (Map.Entry<String, Set<String>> delivery : reported.entrySet()) {
            json.writeStartObject();
            json.writeStringField("delivery", delivery.getKey());
            json.writeArrayFieldStart("events");
            for (String event : delivery.getValue()) {
                json.writeString(event);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    @Override
    public String type() {
        return "delivery";
    }

    @Override
    public Set<String> actions() {
        return Set.of("event");
    }

    @Override
    public Entry entry(EntryFields fields) throws EntryRefusedException {
        String metric = known(fields.others().text("name"), "name", OF_PUSH);
        fields.others().nested("attributes").text("device_token");
        return report(fields.person().value(), metric);
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.of(
                                "/api/v1/metrics",
                                List.of(new Resource.Method(
                                        "POST", (segment, body) -> reported(body, "metric", METRICS))))
                        .opened(),
                Resource.of(
                                "/api/v1/push/events",
                                List.of(new Resource.Method(
                                        "POST", (segment, body) -> reported(body, "event", OF_PUSH))))
                        .opened(),
                new Resource("/unsubscribe/", List.of(new Resource.Method("POST", this::unsubscribe))).opened());
    }

    private Entry reported(Resource.Body body, String field, Set<String> known)
            throws EntryRefusedException, IOException {
        RawFields fields = RawFields.ofBody(body.bytes());
        fields.seconds("timestamp");
        return report(fields.text("delivery_id"), known(fields.text(field), field, known));
    }

    private static String known(String metric, String field, Set<String> known) throws EntryRefusedException {
        if (!known.contains(metric)) {
            throw EntryRefusedException.invalid(field, "must be one of " + String.join(", ", new TreeSet<>(known)));
        }
        return metric;
    }

    private Entry unsubscribe(String delivery, Resource.Body body) throws EntryRefusedException, IOException {
        String said = RawFields.ofBody(body.bytes()).values().getOrDefault("unsubscribe", "true");
        return switch (said) {
            case "true" -> report(delivery, "unsubscribed");
            case "false" -> report(delivery, "subscribed");
            default -> throw EntryRefusedException.invalid("unsubscribe", "must be true or false");
        };
    }

    private Entry report(String delivery, String event) throws EntryRefusedException {
        if (delivery.isBlank()) {
            throw EntryRefusedException.required("delivery_id");
        }
        return new Entry.Accepted(
                List.of(),
                () -> reported.computeIfAbsent(delivery, unknown -> new TreeSet<>())
                        .add(event));
    }

    @Override
    public void clear() {
        reported.clear();
    }
}
