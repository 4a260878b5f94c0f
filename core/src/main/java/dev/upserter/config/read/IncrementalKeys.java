package dev.upserter.config.read;

import dev.upserter.config.SyncConfigBuilder;
import dev.upserter.config.keys.Flag;
import dev.upserter.config.keys.GivenKeys;
import dev.upserter.config.keys.KeySpec;
import dev.upserter.config.keys.KeyValues;
import dev.upserter.config.keys.Length;
import dev.upserter.config.keys.Name;
import dev.upserter.config.keys.OneOf;
import dev.upserter.config.keys.Own;
import dev.upserter.config.keys.Section;
import dev.upserter.config.keys.ShareType;
import dev.upserter.config.text.ConfigNode;
import dev.upserter.kind.Kind;
import dev.upserter.kind.Kinds;
import dev.upserter.kind.Memory;
import dev.upserter.operation.text.Role;
import dev.upserter.plan.Allowance;
import dev.upserter.plan.ChangeEventNames;
import dev.upserter.plan.Duplicates;
import dev.upserter.plan.IncrementalConfig;
import dev.upserter.plan.Mode;
import dev.upserter.plan.Removal;
import dev.upserter.plan.RemovalLimit;
import dev.upserter.plan.Resend;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that say what is sent of people who are known. */
final class IncrementalKeys {
    static final Section PART = Section.part();

    private static final BigDecimal MOST = new BigDecimal(1_000_000);
    private static final ShareType OF_PEOPLE = new ShareType("a share of the people known", "people");

    private static final String EVENTS_EXAMPLE =
            "write {\"added\": \"Customer Added\", \"changed\": \"Customer Changed\"}";

    static final KeySpec<Boolean> INCREMENTAL = PART.add(KeySpec.of(
                    "incremental",
                    new Flag(),
                    "Whether a run sends only what changed since it was last delivered. With mode mirror,"
                            + " it always does so.",
                    "whether a run sends [only what changed](incremental.md) since it was last delivered."
                            + " A mirror always does so")
            .defaultsTo(false)
            .into(SyncConfigBuilder::incremental));
    static final KeySpec<Removal> REMOVED = PART.add(KeySpec.of(
                    "removed",
                    OneOf.of(
                            new Removal[] {Removal.NOTHING, Removal.CLEAR, Removal.SET, Removal.DELETE, Removal.SUPPRESS
                            }),
                    "With mode mirror, what happens to people who are no longer in the source: nothing,"
                            + " clear their mapped attributes, set removedAttribute to true, delete them, or suppress"
                            + " them for good.",
                    "with `mirror`, what happens to people who are no longer in the source. `nothing`:"
                            + " they stay as they are. `clear`: their mapped attributes are cleared. `set`:"
                            + " `removedAttribute` is set to true. `delete`: they are deleted. `suppress`: they are"
                            + " suppressed for good. The last two need `api: batch`")
            .defaultsTo(Removal.NOTHING)
            .into(SyncConfigBuilder::removed));
    static final KeySpec<String> REMOVED_ATTRIBUTE = PART.add(KeySpec.of(
                    "removedAttribute",
                    new Own<>(IncrementalKeys::attribute, new Name().schema(), "text"),
                    "With removed set: the attribute that is set to true.",
                    "with `removed: set`, the attribute that is set")
            .defaultsTo(IncrementalConfig.DEFAULT_ATTRIBUTE)
            .into(SyncConfigBuilder::removedAttribute));
    static final KeySpec<Allowance> MAX_REMOVED = PART.add(KeySpec.of(
                    "maxRemoved",
                    OF_PEOPLE,
                    "With mode mirror: how many people one run may remove, as a share of those known, of"
                            + " whom ten may always be removed, or as a number. A run that would remove more stops"
                            + " before the first call.",
                    "with `mirror`, how many people one run may remove: a share of those known, or a"
                            + " number. A run that would remove more stops before the first call. With a share, ten"
                            + " may be removed in any case. If they are deleted or suppressed, ten may be removed"
                            + " only if that is at most half of those known, and [none before the sync has completed"
                            + " once](mirror.md#the-first-removals)")
            .defaultsTo(new Allowance(RemovalLimit.DEFAULT.amount(), RemovalLimit.DEFAULT.isPercent()))
            .into((builder, most) -> builder.maxRemoved(new RemovalLimit(most.amount(), most.isShare()))));
    static final KeySpec<Boolean> IRREVERSIBLE = PART.add(KeySpec.of(
                    "irreversible",
                    new Flag(),
                    "Whether actions that cannot be undone need no confirmation, such as removed: suppress"
                            + " and type: delete. Otherwise a run needs --yes, or a yes at the terminal. Refused in"
                            + " an uploaded configuration.",
                    "whether actions that cannot be undone need no confirmation. A run that would"
                            + " [suppress](suppressed-people.md) people, or whose [type](#types) deletes them, needs"
                            + " this key, `--yes`, or a yes typed at the terminal. Refused in an uploaded"
                            + " configuration, whose sender [says yes](http-api.md#what-an-upload-may-do)")
            .defaultsTo(false)
            .notUploaded(
                    "do without asking what cannot be undone",
                    "remove irreversible: the answer says how many people are concerned, and yes with that number does"
                            + " it")
            .into(SyncConfigBuilder::irreversible));
    static final KeySpec<Allowance> MAX_CHANGED = PART.add(KeySpec.of(
                    "maxChanged",
                    OF_PEOPLE,
                    "In an incremental sync: how many people one run may change, as a share of those known"
                            + " or as a number. A run that would change more stops before the first call. Without the"
                            + " key there is no limit. --full sends everybody all the same.",
                    "in an incremental sync, how many people one run may change: a share of those known,"
                            + " or a number. A run that would change more stops before the first call"
                            + " (`CHANGE_LIMIT`). Without the key there is no limit. `--full` sends everybody all the"
                            + " same")
            .into(SyncConfigBuilder::maxChanged));
    static final KeySpec<Allowance> MAX_NEW = PART.add(KeySpec.of(
                    "maxNew",
                    OF_PEOPLE,
                    "In an incremental sync: how many people one run may add, as a share of those known or"
                            + " as a number. A run that would add more stops before the first call. Without the key"
                            + " there is no limit, nor for the first run of a sync, which knows nobody.",
                    "in an incremental sync, how many people one run may add: a share of those known, or a"
                            + " number. A run that would add more stops before the first call (`NEW_LIMIT`). Without"
                            + " the key there is no limit, nor for [the first run](incremental.md#new-people), which"
                            + " knows nobody")
            .into(SyncConfigBuilder::maxNew));
    static final KeySpec<BigDecimal> PRICE_PER_PROFILE = PART.add(KeySpec.of(
                    "pricePerProfile",
                    new Own<>(IncrementalKeys::price, "\"type\": \"number\", \"minimum\": 0", "number"),
                    "In an incremental sync: what one more person costs at Customer.io, in any currency."
                            + " Plan and report then say what the new people cost.",
                    "in an incremental sync, what one more person costs at Customer.io, in any currency."
                            + " Plan and report then say [what the new people cost](incremental.md#new-people)"
                            + " (`NEW_COST`)")
            .into(SyncConfigBuilder::pricePerProfile));
    static final KeySpec<Duplicates> DUPLICATES = PART.add(KeySpec.of(
                    "duplicates",
                    OneOf.of(Duplicates.values()),
                    "In an incremental sync: which of several rows of one person is used. fail stops the"
                            + " run before anything is sent.",
                    "in an incremental sync, which of several rows of one person is used. `merge` takes"
                            + " the last value of each attribute, `fail` stops the run before anything is sent")
            .defaultsTo(Duplicates.LAST)
            .into(SyncConfigBuilder::duplicates));
    static final KeySpec<Resend> RESEND = PART.add(KeySpec.of(
                    "resend",
                    OneOf.of(Resend.values()),
                    "In an incremental sync: which known people are sent in the first run after the"
                            + " mapping was changed: those whose values differ, all, or nobody.",
                    "in an incremental sync, which known people are sent in the first run after the"
                            + " mapping was changed: those whose values differ, all, or nobody, as if the new values"
                            + " had been delivered")
            .defaultsTo(Resend.CHANGED)
            .into(SyncConfigBuilder::resend));
    static final KeySpec<Boolean> CHANGED_FIELDS_ONLY = PART.add(KeySpec.of(
                    "changedFieldsOnly",
                    new Flag(),
                    "In an incremental sync: whether a run sends only those attributes of a person whose"
                            + " values changed. Turns keepValues on.",
                    "in an incremental sync, whether a run sends only those attributes of a person whose"
                            + " values changed. It needs `keepValues`, and turns it on")
            .defaultsTo(false)
            .into(SyncConfigBuilder::changedFieldsOnly));
    static final KeySpec<Boolean> KEEP_VALUES = PART.add(KeySpec.of(
                    "keepValues",
                    new Flag(),
                    "In an incremental sync: whether the state keeps the values sent last, besides their"
                            + " fingerprints.",
                    "in an incremental sync, whether the state keeps the values sent last, besides their"
                            + " fingerprints")
            .defaultsTo(false)
            .into(SyncConfigBuilder::keepValues));

    static final KeySpec<Duration> FORGET_AFTER = PART.add(KeySpec.of(
                    "forgetAfter",
                    new Length(IncrementalConfig.LEAST_FORGET_AFTER, IncrementalConfig.MOST_FORGET_AFTER),
                    "In an incremental sync with type event, page or screen: how long after the time of an"
                            + " event the state keeps its id. Older events count as sent.",
                    "in an incremental sync with `type: event`, `page` or `screen`, how long after the"
                            + " time of an event the state keeps [its id](new-events.md). Older events count as sent."
                            + " Without the key, ids are kept for ever")
            .into(SyncConfigBuilder::forgetAfter));

    static final Section EVENTS = Section.of("changeEvents has no key", "\"minProperties\": 1");

    private static final KeySpec<String> EVENT_ADDED =
            EVENTS.add(event("added", "The event that tells that a person was added, or is back."));
    private static final KeySpec<String> EVENT_CHANGED =
            EVENTS.add(event("changed", "The event that tells that other values were delivered."));
    private static final KeySpec<String> EVENT_REMOVED = EVENTS.add(
            event("removed", "With mode mirror: the event that tells that a person is no longer in the source."));

    static final KeySpec<ChangeEventNames> CHANGE_EVENTS = PART.add(KeySpec.of(
                    "changeEvents",
                    new Own<>(IncrementalKeys::events, "\"$section\": \"events\"", "object"),
                    "In an incremental sync with type person: the names of the events to send when people"
                            + " were added, changed or removed. They may start campaigns.",
                    "in an incremental sync with `type: person`, [the events to send when people"
                            + " change](change-events.md): `{added: NAME, changed: NAME, removed: NAME}`, one or more"
                            + " of these. They may start campaigns")
            .into(SyncConfigBuilder::changeEvents));

    private IncrementalKeys() {}

    private static KeySpec<String> event(String name, String description) {
        return KeySpec.of(name, new Own<>(IncrementalKeys::eventName, new Name().schema(), "text"), description, "");
    }

    private static @Nullable String eventName(ConfigNode.Field field, KeyValues values) {
        String name = values.name(field).text();
        if (ChangeEventNames.isName(name)) {
            return name;
        }
        values.note(
                field,
                "changeEvents." + field.name() + " must be " + ChangeEventNames.MUST_BE,
                "write a shorter name, without blanks around it");
        return null;
    }

    private static @Nullable ChangeEventNames events(ConfigNode.Field field, KeyValues values) {
        ConfigNode.Fields object = values.object(field, EVENTS_EXAMPLE);
        if (object == null) {
            return null;
        }
        GivenKeys given = GivenKeys.of(object, EVENTS, values);
        String added = given.find(EVENT_ADDED);
        String changed = given.find(EVENT_CHANGED);
        String removed = given.find(EVENT_REMOVED);
        if (object.fields().isEmpty()) {
            values.note(field, "changeEvents must name an event: added, changed or removed", EVENTS_EXAMPLE);
        }
        return added == null && changed == null && removed == null
                ? null
                : new ChangeEventNames(added, changed, removed);
    }

    /** Notes where events that tell of changes would be wrong: they must tell what the state knows, of people who stay. */
    static void checkEvents(GivenKeys given, KeyValues values) {
        ConfigNode.Field field = given.field(CHANGE_EVENTS);
        if (field == null || !values.kind().is(Kinds.PERSON)) {
            return;
        }
        Mode mode = given.find(DeliveryKeys.MODE);
        ChangeEventNames names = given.find(CHANGE_EVENTS);
        if (mode == Mode.UPDATE || mode == Mode.CREATE) {
            values.note(
                    field,
                    mode == Mode.UPDATE
                            ? "changeEvents must not be set where mode is update: an event adds a person whom"
                                    + " Customer.io does not have"
                            : "changeEvents must not be set where mode is create: nobody is changed or removed",
                    "set mode to upsert or mirror, or remove changeEvents");
        } else if (mode != Mode.MIRROR && !given.get(INCREMENTAL)) {
            values.note(
                    field,
                    "changeEvents needs incremental: true, since only a state tells who was added or changed",
                    "set incremental to true, or mode to mirror");
        }
        if (names != null
                && names.removed() != null
                && given.has(REMOVED)
                && given.get(REMOVED).deletes()) {
            values.note(
                    field,
                    "changeEvents.removed must not be set where removed is delete or suppress: the event would go with"
                            + " the person, or add them anew",
                    "set removed to clear, set or nothing, or leave changeEvents.removed out");
        }
    }

    /** Those that say nothing about things of this kind. */
    static List<KeySpec<?>> refused(Kind kind) {
        var refused = new ArrayList<KeySpec<?>>();
        boolean isMirrored = kind.modes().contains(Mode.MIRROR);
        if (kind.memory().isAlways()) {
            refused.add(INCREMENTAL);
        }
        if (kind.memory() != Memory.ON_REQUEST) {
            refused.addAll(List.of(MAX_CHANGED, RESEND));
        }
        if (!kind.is(Kinds.PERSON)) {
            refused.add(CHANGE_EVENTS);
        }
        if (!kind.isEvent()) {
            refused.add(FORGET_AFTER);
        }
        if (kind.removals().size() == 1) {
            refused.addAll(List.of(REMOVED, REMOVED_ATTRIBUTE));
        } else if (!kind.removals().contains(Removal.SET)) {
            refused.add(REMOVED_ATTRIBUTE);
        }
        if (!isMirrored && kind.irreversible().isEmpty()) {
            refused.add(MAX_REMOVED);
        }
        if (kind.irreversible().isEmpty() && !kind.removals().contains(Removal.SUPPRESS)) {
            refused.add(IRREVERSIBLE);
        }
        if (!kind.addsPeople()) {
            refused.addAll(List.of(MAX_NEW, PRICE_PER_PROFILE));
        }
        if (kind.memory() != Memory.ON_REQUEST || !kind.hasAttributes()) {
            refused.addAll(List.of(DUPLICATES, CHANGED_FIELDS_ONLY, KEEP_VALUES));
        }
        return refused;
    }

    private static @Nullable BigDecimal price(ConfigNode.Field field, KeyValues values) {
        BigDecimal price = field.value() instanceof ConfigNode.Numeral numeral ? new BigDecimal(numeral.value()) : null;
        if (price == null || price.signum() < 0 || price.compareTo(MOST) > 0) {
            values.note(field, "pricePerProfile must be a number from 0 to " + MOST, "write it as 0.009");
            return null;
        }
        return price;
    }

    private static @Nullable String attribute(ConfigNode.Field field, KeyValues values) {
        String name = values.name(field).text();
        if (Role.of(name) == Role.PLAIN) {
            return name;
        }
        values.note(
                field,
                "removedAttribute must be an attribute without a meaning of its own at Customer.io",
                "choose another name");
        return null;
    }
}
