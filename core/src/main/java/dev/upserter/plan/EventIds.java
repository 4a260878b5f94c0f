package dev.upserter.plan;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.JsonValue;
import dev.upserter.operation.EventId;
import dev.upserter.operation.EventType;
import dev.upserter.operation.IdentifierType;
import dev.upserter.operation.Payload;
import dev.upserter.operation.Subject;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Derives the ids of events from what they say: a ULID whose 48 bits are the event's time in milliseconds and whose 80 bits
 * are the first of SHA-256 over what makes it the same event. The same in every run, on every machine and from every form of
 * data. What enters, and how, never changes: docs/decisions/0078-derived-event-ids.md. For one thread.
 */
public final class EventIds {
    /** The name of what enters, and how; another one makes other ids. */
    public static final String ENCODING = "sha256-80/1";

    /** The last second whose milliseconds a ULID holds. */
    public static final long LAST_SECOND = (1L << 48) / 1000 - 1;

    private static final byte[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".getBytes(StandardCharsets.US_ASCII);
    private static final int TIME_DIGITS = 10;
    private static final int GROUP_BITS = 40;
    private static final int GROUP_BYTES = 5;

    private final MessageDigest sha = Sha256.start();
    private final CRC32C sum = new CRC32C();
    private final byte[] whole = new byte[32];
    private final byte[] ulid = new byte[EventId.LENGTH];
    private final GrowingBytes encoded = new GrowingBytes(1024);
    private final NameOrder names = new NameOrder();

    /**
     * The id of an event.
     *
     * @param name    without blanks around it
     * @param seconds 0 to {@link #LAST_SECOND}
     * @param own     what makes it the same as another in place of its data; null for nothing
     * @param scope   sets events of one source apart from the same ones of another; empty for nothing
     */
    public EventId of(
            Subject subject,
            EventType type,
            JsonValue name,
            long seconds,
            @Nullable JsonValue own,
            String scope,
            Payload data) {
        encoded.clear();
        ScalarText.write(scope, encoded);
        ScalarText.write(subject.keyName(), encoded);
        who(subject);
        ScalarText.write(type.spelling(), encoded);
        ScalarText.write(name, encoded);
        encoded.putLong(seconds);
        long sumOfData = 0;
        if (own == null) {
            encoded.put('d');
            data(data);
        } else {
            sumOfData = sum(data);
            encoded.put('i');
            ScalarText.write(own, encoded);
        }
        return id(seconds, sumOfData);
    }

    /** An e-mail address is one in any letter case (Track API reference: "email is case-insensitive"). */
    private void who(Subject subject) {
        if (subject.keyName().equals(IdentifierType.EMAIL.spelling())) {
            ScalarText.write(subject.text().toLowerCase(Locale.ROOT), encoded);
        } else {
            ScalarText.write(subject.value(), encoded);
        }
    }

    private void data(Payload data) {
        for (int i : names.of(data)) {
            JsonValue value = data.attribute(i).value();
            if (!ScalarText.isNothing(value)) {
                byte[] name = names.name(i);
                encoded.putVarint(name.length);
                encoded.put(name);
                ScalarText.write(value, encoded);
            }
        }
    }

    /** Bits of the data that an id of their own leaves out, in the upper half of a number. */
    private long sum(Payload data) {
        int start = encoded.length();
        data(data);
        sum.reset();
        sum.update(encoded.bytes(), start, encoded.length() - start);
        encoded.cut(start);
        return sum.getValue() << Integer.SIZE;
    }

    private EventId id(long seconds, long sumOfData) {
        sha.update(encoded.bytes(), 0, encoded.length());
        try {
            sha.digest(whole, 0, whole.length);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 has 32 bytes", e);
        }
        digits(seconds * 1000, 0, TIME_DIGITS);
        digits(bits(0), TIME_DIGITS, TIME_DIGITS + 8);
        digits(bits(GROUP_BYTES), TIME_DIGITS + 8, EventId.LENGTH);
        return new EventId(ulid, bits(0) << (Long.SIZE - GROUP_BITS) ^ bits(GROUP_BYTES), sumOfData);
    }

    /** What the ids of events begin with that were at a time or later, as texts are ordered. */
    public static String startAt(Instant time) {
        var ids = new EventIds();
        ids.digits(Math.max(0, time.toEpochMilli()), 0, TIME_DIGITS);
        return new String(ids.ulid, 0, TIME_DIGITS, StandardCharsets.US_ASCII);
    }

    /** When the event of an id was. */
    public static Instant time(String id) {
        long millis = 0;
        for (int i = 0; i < TIME_DIGITS; i++) {
            millis = millis << 5 | Arrays.binarySearch(DIGITS, (byte) id.charAt(i));
        }
        return Instant.ofEpochMilli(millis);
    }

    /** 40 bits of the digest, which are eight digits. */
    private long bits(int from) {
        long bits = 0;
        for (int i = from; i < from + GROUP_BYTES; i++) {
            bits = bits << Byte.SIZE | whole[i] & 0xFF;
        }
        return bits;
    }

    private void digits(long number, int from, int to) {
        long rest = number;
        for (int i = to - 1; i >= from; i--) {
            ulid[i] = DIGITS[(int) (rest & 31)];
            rest >>>= 5;
        }
    }
}
