package dev.upserter.operation;

import dev.upserter.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did something (Track API reference, POST /api/v2/batch, actions event, page and screen; POST
 * /api/v1/customers/{identifier}/events; POST /api/v1/events). What v1 calls {@code data}, v2 calls {@code attributes}; somebody
 * anonymous is known to v1 alone. As good as the bytes of its values; for one thread.
 *
 * @param subject who did it: an {@link Identifier}, or somebody {@link #anonymous}
 * @param type    of what they did
 * @param name    of what they did: a text
 * @param seconds when, in Unix seconds
 * @param id      what makes it the same whenever it is sent
 * @param own     the value of the row from which the id was derived, in place of the data; null for none. It is not sent
 * @param payload its data
 */
public record TrackEvent(
        Subject subject,
        EventType type,
        JsonValue name,
        long seconds,
        EventId id,
        @Nullable JsonValue own,
        Payload payload)
        implements Operation {
    /** What Customer.io calls the identifier of somebody whom it does not know. */
    public static final String ANONYMOUS_ID = "anonymous_id";

    private static final byte[] ACTION = EntryHead.ascii(",\"action\":\"");
    private static final byte[] NAME = EntryHead.ascii("\",\"name\":");
    private static final byte[] ID = EntryHead.ascii(",\"id\":\"");
    private static final byte[] TIMESTAMP = EntryHead.ascii("\",\"timestamp\":");
    private static final byte[] ATTRIBUTES = EntryHead.ascii(",\"attributes\":{");
    private static final byte[] TYPE = EntryHead.ascii("{\"type\":\"");
    private static final byte[] ANONYMOUS = EntryHead.ascii(",\"anonymous_id\":");
    private static final byte[] DATA = EntryHead.ascii(",\"data\":{");
    private static final byte[] END = EntryHead.ascii("}}");

    public TrackEvent {
        if (seconds < 0) {
            throw new IllegalArgumentException("an event was never before 1970");
        }
    }

    /** One whose id no value of its own tells. */
    public TrackEvent(Subject subject, EventType type, JsonValue name, long seconds, EventId id, Payload payload) {
        this(subject, type, name, seconds, id, null, payload);
    }

    /** Somebody whom Customer.io does not know yet. */
    public static Subject anonymous(JsonValue id) {
        return new CompoundKey(ANONYMOUS_ID, null, List.of(JsonValue.ofText(id.text())));
    }

    /** Its id: who did it need not be looked at. */
    @Override
    public Subject stateKey() {
        return new CompoundKey("event_id", null, List.of(JsonValue.ofText(id.toString())));
    }

    @Override
    public Map<String, JsonValue> parts() {
        var parts = new LinkedHashMap<String, JsonValue>();
        parts.put(type.spelling(), name);
        parts.put("time", JsonValue.ofInteger(seconds));
        parts.put("eventId", JsonValue.ofText(id.toString()));
        return parts;
    }

    /** Whether Customer.io does not know who did it. */
    public boolean isAnonymous() {
        return subject.person() == null;
    }

    /** The length of its data as a JSON object, bytes. */
    public int dataLength() {
        return payload.length() + 2;
    }

    @Override
    public int length(Form form) {
        Identifier person = subject.person();
        return switch (form) {
            case ENTRY ->
                person == null
                        ? length(Form.BODY)
                        : EntryHead.length(person) + ACTION.length + saysLength() + ATTRIBUTES.length;
            case BODY ->
                TYPE.length
                        + saysLength()
                        + DATA.length
                        + (person == null ? ANONYMOUS.length + subject.value().length() : 0);
        };
    }

    private int saysLength() {
        return type.json().length
                + NAME.length
                + name.length()
                + ID.length
                + EventId.LENGTH
                + TIMESTAMP.length
                + digits(seconds)
                + payload.length()
                + END.length;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    @Override
    public int write(Form form, byte[] target, int at) {
        Identifier person = subject.person();
        return switch (form) {
            case ENTRY -> person == null ? write(Form.BODY, target, at) : writeEntry(person, target, at);
            case BODY -> writeBody(target, at);
        };
    }

    private int writeEntry(Identifier person, byte[] target, int at) {
        int next = EntryHead.write(person, target, at);
        next = EntryHead.write(ACTION, target, next);
        next = writeHead(target, next);
        next = EntryHead.write(ATTRIBUTES, target, next);
        return EntryHead.write(END, target, payload.write(target, next));
    }

    private int writeBody(byte[] target, int at) {
        int next = EntryHead.write(TYPE, target, at);
        next = writeHead(target, next);
        if (isAnonymous()) {
            next = subject.value().write(target, EntryHead.write(ANONYMOUS, target, next));
        }
        next = EntryHead.write(DATA, target, next);
        return EntryHead.write(END, target, payload.write(target, next));
    }

    private int writeHead(byte[] target, int at) {
        int next = EntryHead.write(type.json(), target, at);
        next = EntryHead.write(NAME, target, next);
        next = name.write(target, next);
        next = EntryHead.write(ID, target, next);
        next = id.write(target, next);
        next = EntryHead.write(TIMESTAMP, target, next);
        return writeSeconds(target, next);
    }

    private int writeSeconds(byte[] target, int at) {
        int end = at + digits(seconds);
        long rest = seconds;
        int next = end;
        do {
            target[--next] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        return end;
    }

    /** What kind of event, and the names of its data; never a value, which is personal data. */
    @Override
    public String toString() {
        return "TrackEvent[" + type.spelling() + ", " + payload + "]";
    }
}
