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
                    "Whether only what changed since it was last delivered is sent. Always so where mode is "
                            + "mirror.",
                    "whether [only what changed](incremental.md) since it was last delivered is sent. A mirror always"
                            + " does so")
            .defaultsTo(false)
            .into(SyncConfigBuilder::incremental));
    static final KeySpec<Removal> REMOVED = PART.add(KeySpec.of(
                    "removed",
                    OneOf.of(
                            new Removal[] {Removal.NOTHING, Removal.CLEAR, Removal.SET, Removal.DELETE, Removal.SUPPRESS
                            }),
                    "With mode mirror, what becomes of people who are no longer in the source: nothing, "
                            + "clear their mapped attributes, set removedAttribute to true, delete them, or suppress "
                            + "them for good.",
                    "with `mirror`, what becomes of people who are no longer in the source: nothing, their mapped"
                            + " attributes are cleared, `removedAttribute` is set to true, they are deleted, or suppressed"
                            + " for good. The last two need `api: batch`")
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
                    "With mode mirror: how many people one run may remove, as a share of those known, of "
                            + "whom ten may always go, or as a number. Beyond it the run stops before the first call.",
                    "with `mirror`, how many people one run may remove: a share of those known, or a number. Beyond it"
                            + " the run stops before the first call. With a share, ten may go in any case. Where they are"
                            + " deleted or suppressed, ten may go only if that is no more than half of those known, and"
                            + " [none before the sync has completed once](mirror.md#who-is-gone)")
            .defaultsTo(new Allowance(RemovalLimit.DEFAULT.amount(), RemovalLimit.DEFAULT.isPercent()))
            .into((builder, most) -> builder.maxRemoved(new RemovalLimit(most.amount(), most.isShare()))));
    static final KeySpec<Boolean> IRREVERSIBLE = PART.add(KeySpec.of(
                    "irreversible",
                    new Flag(),
                    "Whether what cannot be undone is done without asking, as removed: suppress and type: delete are; "
                            + "otherwise a run needs --yes, or a yes at the terminal. Refused "
                            + "in an uploaded configuration.",
                    "whether what cannot be undone is done without asking: a run that would"
                            + " [suppress](suppressed-people.md) people, or whose [type](#types) deletes them,"
                            + " needs it, or `--yes`, or a yes typed at the terminal. Refused in an uploaded"
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
                    "Where incremental: how many people one run may change, as a share of those known or as "
                            + "a number; any number without the key. Beyond it the run stops before the first call; "
                            + "--full sends everybody all the same.",
                    "where incremental, how many people one run may change: a share of those known, or a number."
                            + " Without the key, there is no such limit. Beyond it the run stops before the first call"
                            + " (`CHANGE_LIMIT`). `--full` sends everybody all the same")
            .into(SyncConfigBuilder::maxChanged));
    static final KeySpec<Allowance> MAX_NEW = PART.add(KeySpec.of(
                    "maxNew",
                    OF_PEOPLE,
                    "Where incremental: how many people one run may add, as a share of those known or as a number; any"
                            + " number without the key. Beyond it the run stops before the first call. The first run of a"
                            + " sync knows nobody, and is not bounded.",
                    "where incremental, how many people one run may add: a share of those known, or a number. Without"
                            + " the key, there is no such limit. Beyond it the run stops before the first call"
                            + " (`NEW_LIMIT`). [The first run](incremental.md#new-people) knows nobody, and is not"
                            + " bounded")
            .into(SyncConfigBuilder::maxNew));
    static final KeySpec<BigDecimal> PRICE_PER_PROFILE = PART.add(KeySpec.of(
                    "pricePerProfile",
                    new Own<>(IncrementalKeys::price, "\"type\": \"number\", \"minimum\": 0", "number"),
                    "Where incremental: what one more person costs at Customer.io, so that plan and report say "
                            + "what the new ones cost; in any currency.",
                    "where incremental, what one more person costs at Customer.io, in any currency: plan and report "
                            + "then say [what the new ones cost](incremental.md#new-people) (`NEW_COST`)")
            .into(SyncConfigBuilder::pricePerProfile));
    static final KeySpec<Duplicates> DUPLICATES = PART.add(KeySpec.of(
                    "duplicates",
                    OneOf.of(Duplicates.values()),
                    "Where incremental: which of several rows of one person counts. fail stops the run "
                            + "before anything is sent.",
                    "where incremental, which of several rows of one person counts. `merge` takes the last value of"
                            + " each attribute, `fail` stops the run before anything is sent")
            .defaultsTo(Duplicates.LAST)
            .into(SyncConfigBuilder::duplicates));
    static final KeySpec<Resend> RESEND = PART.add(KeySpec.of(
                    "resend",
                    OneOf.of(Resend.values()),
                    "Where incremental: what is sent of people who are known, in the first run after the "
                            + "mapping was changed: those whose values differ, all, or nothing.",
                    "where incremental, what is sent of people who are known, in the first run after the "
                            + "mapping was changed: those whose values differ, all, or nothing, as if the new values "
                            + "were there already")
            .defaultsTo(Resend.CHANGED)
            .into(SyncConfigBuilder::resend));
    static final KeySpec<Boolean> CHANGED_FIELDS_ONLY = PART.add(KeySpec.of(
                    "changedFieldsOnly",
                    new Flag(),
                    "Where incremental: whether only those attributes of a person are sent whose values "
                            + "changed. Keeps values.",
                    "where incremental, whether only those attributes of a person are sent whose values changed. It"
                            + " needs `keepValues`, and turns it on")
            .defaultsTo(false)
            .into(SyncConfigBuilder::changedFieldsOnly));
    static final KeySpec<Boolean> KEEP_VALUES = PART.add(KeySpec.of(
                    "keepValues",
                    new Flag(),
                    "Where incremental: whether the state keeps the values sent last, beside fingerprints of "
                            + "them.",
                    "where incremental, whether the state keeps the values sent last, beside fingerprints of " + "them")
            .defaultsTo(false)
            .into(SyncConfigBuilder::keepValues));

    static final KeySpec<Duration> FORGET_AFTER = PART.add(KeySpec.of(
                    "forgetAfter",
                    new Length(IncrementalConfig.LEAST_FORGET_AFTER, IncrementalConfig.MOST_FORGET_AFTER),
                    "With type event, page or screen, where incremental: how long after its own time the state keeps"
                            + " the id of an event. Older events count as sent.",
                    "with `type: event`, `page` or `screen`, where incremental, how long after its own time the state"
                            + " keeps [the id of an event](new-events.md). Older ones count as sent. Without the"
                            + " key, ids are kept for ever")
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
                    "With type person, where incremental: the names of the events that tell of people who were added,"
                            + " changed or removed. They may start campaigns.",
                    "with `type: person`, where incremental, [the events that tell of"
                            + " changes](change-events.md): `{added: NAME, changed: NAME, removed: NAME}`,"
                            + " of which one or more. They may start campaigns")
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
