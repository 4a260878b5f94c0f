package dev.upserter.server.api;

import dev.upserter.http.Outcome;
import dev.upserter.plan.JoinCounts;
import dev.upserter.run.Plan;
import dev.upserter.run.change.PlannedChange;
import dev.upserter.server.answer.Json;
import dev.upserter.server.answer.JsonObject;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.answer.Replies;
import dev.upserter.server.live.Order;
import dev.upserter.sync.OneSync;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what an incremental run would send, and runs exactly that. Thread-safe. */
public final class PlanApi {
    private static final int MOST_LISTED = 1000;

    /** The file that a plan names for an uploaded configuration: there is no file that could change. */
    private static final Path UPLOADED = Path.of("uploaded");

    private final Configurations configurations;
    private final DryPass looks;
    private final RunApi runs;
    private final Plans plans = new Plans();

    public PlanApi(Configurations configurations, DryPass looks, RunApi runs) {
        this.configurations = configurations;
        this.looks = looks;
        this.runs = runs;
    }

    /** Which people an incremental run would touch, and how; values are masked, unless the body sets {@code values}. */
    Outcome plan(ApiRoute.Call call) throws IOException, InterruptedException {
        Map<?, ?> body = RequestBody.read(call.request());
        Order order = configurations.order(body);
        Path configuration = order.configuration() == null ? UPLOADED : order.configuration();
        Plan plan = looks.of(
                order,
                options -> OneSync.of(order.sync())
                        .plan(order.data(), options.withDryRun().withConfiguration(configuration)));
        return Replies.json(200, json(plans.add(order, plan), Boolean.TRUE.equals(body.get("values"))));
    }

    /** A plan that was made earlier. */
    Outcome get(ApiRoute.Call call) throws IOException {
        return Replies.json(200, json(plans.get(call.get("plan")), call.is("values")));
    }

    /** Starts a run of the plan; the run is refused if it would do anything else. */
    Outcome apply(ApiRoute.Call call) throws IOException, InterruptedException {
        Plans.Planned planned = plans.get(call.get("plan"));
        if (!planned.canBeApplied()) {
            throw new RefusedException(
                    Refusal.NOT_NOW,
                    "nothing can be sent by this plan: it was refused, or its data cannot be read again");
        }
        return runs.start(configurations
                .again(planned.order())
                .doing(planned.plan().file())
                .choosing(call.choices().after(planned.order().choices())));
    }

    private static JsonObject json(Plans.Planned planned, boolean values) throws IOException {
        Plan plan = planned.plan();
        JoinCounts people = plan.people();
        var listed = new ArrayList<JsonObject>();
        for (PlannedChange change : plan.listed().stream().limit(MOST_LISTED).toList()) {
            listed.add(json(change, values));
        }
        return new JsonObject()
                .with("plan", planned.canBeApplied() ? planned.id() : null)
                .with("status", plan.report().status().spelling())
                .with(
                        "people",
                        new JsonObject()
                                .with("known", people.known())
                                .with("added", people.added())
                                .with("changed", people.changed())
                                .with("returned", people.returned())
                                .with("removed", people.removed())
                                .with("unchanged", people.unchanged())
                                .with("duplicates", people.duplicates()))
                .with("listed", listed)
                .with("keepsValues", planned.order().sync().incremental().keepValues())
                .with("report", new Json.Raw(plan.report().toJson()));
    }

    private static JsonObject json(PlannedChange change, boolean values) throws IOException {
        JsonObject attributes = new JsonObject();
        for (PlannedChange.Field field : change.fields()) {
            JsonObject sides = new JsonObject();
            put(sides, "before", field.before(), values);
            put(sides, "after", field.after(), values);
            attributes.with(field.name(), sides);
        }
        return new JsonObject()
                .with("change", change.kind().spelling())
                .withRead("key", values ? change.key() : Json.masked(change.key()))
                .with("attributes", attributes);
    }

    private static void put(JsonObject into, String side, @Nullable String json, boolean values) throws IOException {
        if (json != null) {
            Object value = Json.read(json);
            into.withRead(side, values ? value : Json.masked(value));
        }
    }
}
