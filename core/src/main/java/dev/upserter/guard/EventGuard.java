package dev.upserter.guard;

import dev.upserter.guard.value.NullWords;
import dev.upserter.json.JsonText;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.memory.MemoryShare;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.AttributeName;
import dev.upserter.operation.Form;
import dev.upserter.operation.Payload;
import dev.upserter.operation.TrackEvent;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.problem.Quantities;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks an event: its name, its time, its size, and names in its data that Customer.io gives a meaning to. What holds for the
 * attributes of people does not hold for data. For one thread.
 */
final class EventGuard {
    /** "Event data ... 100,000 bytes" (Track API reference, POST /api/v1/customers/{identifier}/events; 2026). */
    static final int DATA = 100_000;

    private static final Duration LEEWAY = Duration.ofDays(1);

    /** "override your campaign settings" (Track API reference, event data). */
    private static final Set<String> OVERRIDING = Set.of("recipient", "from_address", "reply_to");

    private final InstantSource clock;
    private final boolean isBodyLimited;
    private final EventWindow window;
    private JsonValue checkedName = JsonValue.NULL;
    private long latest;
    private boolean isRepeated;

    /** @param isBodyLimited whether events go one by one, by v1, which takes larger ones */
    EventGuard(InstantSource clock, boolean isBodyLimited, MemoryShare memory) {
        this.window = new EventWindow(memory);
        this.clock = clock;
        this.isBodyLimited = isBodyLimited;
    }

    void check(TrackEvent event, Findings findings) {
        isRepeated = false;
        checkAnonymous(event, findings);
        checkName(event.name(), findings);
        checkOwn(event.own(), findings);
        checkTime(event, findings);
        checkData(event.payload(), findings);
        checkSize(event, findings);
        if (findings.rejection() == null) {
            checkId(event, findings);
        }
    }

    /** Whether the event that was checked last has been seen before, so that it need not be sent. */
    boolean isRepeated() {
        return isRepeated;
    }

    @SuppressWarnings("ReferenceEquality") // a constant is the same object in each row
    private void checkName(JsonValue name, Findings findings) {
        if (name == checkedName) {
            return;
        }
        int bytes = name.length() - 2;
        if (bytes > Limits.EVENT_NAME && name.hasEscape()) {
            bytes = name.text().getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > Limits.EVENT_NAME) {
            findings.add(Code.EVENT_NAME_TOO_LONG, "", Limits.longEventName(bytes));
        } else {
            checkedName = name;
        }
    }

    /** One word would make one person of all whom it stands for, and an anonymous id belongs to its first person for good. */
    private static void checkAnonymous(TrackEvent event, Findings findings) {
        if (event.isAnonymous()) {
            IdentifierGuard.checkPlaceholder("the anonymousId", event.subject().value(), findings);
        }
        if (event.isAnonymous() && NullWords.isNobody(event.subject().value())) {
            findings.add(
                    Code.ID_MALFORMED,
                    "",
                    () -> "the anonymousId is a word or a sign that names no person",
                    IdentifierGuard.NOBODY_HINT);
        }
    }

    /** One word would make one event of all that have it. */
    private static void checkOwn(@Nullable JsonValue own, Findings findings) {
        if (own != null) {
            IdentifierGuard.checkPlaceholder("the value of eventId", own, findings);
        }
        if (own != null && NullWords.isIn(own)) {
            findings.add(
                    Code.ID_MALFORMED,
                    "",
                    () -> "the value of eventId is a word or a sign that names nothing",
                    "give the row an eventId, or remove it. guards.ID_MALFORMED: warn sends such rows as they are");
        }
    }

    private void checkTime(TrackEvent event, Findings findings) {
        long seconds = event.seconds();
        if (seconds <= latest) {
            return;
        }
        latest = clock.instant().plus(LEEWAY).getEpochSecond();
        if (seconds > latest) {
            findings.add(Code.EVENT_TIME_FUTURE, "", () -> "the time of the event is more than a day in the future");
        }
    }

    private static void checkData(Payload data, Findings findings) {
        for (int i = 0; i < data.size(); i++) {
            Attribute attribute = data.attribute(i);
            AttributeName name = attribute.name();
            if (overrides(name)) {
                findings.add(
                        Code.EVENT_KEY_RESERVED,
                        name.text(),
                        () -> "the field " + name + " of the event's data takes the place of what a campaign's message"
                                + " says");
            }
            JsonValue value = attribute.value();
            boolean isWritten = value.kind() == ValueKind.TEXT
                    || value.kind() == ValueKind.OBJECT
                    || value.kind() == ValueKind.ARRAY;
            if (isWritten && value.hasEscape() && JsonText.hasUnpairedSurrogate(JsonText.unescape(value.json()))) {
                findings.add(
                        Code.VALUE_MALFORMED,
                        name.text(),
                        "the field " + name + " of the event's data holds half of a character");
            }
        }
    }

    /** Names of other lengths are not looked up. */
    private static boolean overrides(AttributeName name) {
        int length = name.utf8Length();
        return length >= 8 && length <= 12 && OVERRIDING.contains(name.text());
    }

    private void checkSize(TrackEvent event, Findings findings) {
        if (isBodyLimited || event.isAnonymous()) {
            if (event.dataLength() > DATA) {
                findings.add(
                        Code.EVENT_DATA_TOO_LARGE,
                        "",
                        "the event has " + Quantities.say(event.dataLength()) + " bytes of data, more than "
                                + Quantities.say(DATA) + ". " + largest(event.payload()));
            }
            return;
        }
        int bytes = event.length(Form.ENTRY);
        if (bytes > Limits.ENTRY) {
            String message = "the event makes " + Quantities.say(bytes) + " bytes, more than "
                    + Quantities.say(Limits.ENTRY) + " in a batch. " + largest(event.payload());
            if (event.dataLength() > DATA) {
                findings.add(Code.ENTRY_TOO_LARGE, "", message);
            } else {
                findings.add(
                        Code.ENTRY_TOO_LARGE,
                        "",
                        () -> message,
                        "set api to single, which takes " + Quantities.say(DATA)
                                + " bytes of data, or send fewer fields");
            }
        }
    }

    private static String largest(Payload data) {
        return "Its largest fields are "
                + data.attributes().stream()
                        .sorted(Comparator.comparingInt(
                                (Attribute attribute) -> -attribute.value().length()))
                        .limit(3)
                        .map(attribute -> attribute.name() + " ("
                                + Quantities.say(attribute.value().length()) + " bytes)")
                        .collect(Collectors.joining(", "));
    }

    private void checkId(TrackEvent event, Findings findings) {
        switch (window.look(event.id().key(), event.id().data())) {
            case NOTHING -> {}
            case SAME -> {
                findings.add(
                        Code.EVENT_REPEATED,
                        "",
                        () -> "an earlier row is the same event, so that this one is not sent");
                isRepeated = findings.level(Code.EVENT_REPEATED) == Level.WARN;
            }
            case OTHER ->
                findings.add(
                        Code.EVENT_ID_CONFLICT,
                        "",
                        "an earlier row has the same person, name, time and eventId, but other data: Customer.io would"
                                + " ignore this one");
        }
    }
}
