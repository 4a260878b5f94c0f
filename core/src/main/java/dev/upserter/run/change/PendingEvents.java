package dev.upserter.run.change;

import dev.upserter.json.GrowingBytes;
import dev.upserter.json.Varint;
import dev.upserter.plan.ChangeKind;
import dev.upserter.plan.Fingerprinter;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the state says of a person beside their values: the events that tell of their changes and were not acknowledged yet. Only
 * this class knows the layout.
 *
 * @param generation of the last change: milliseconds of the start of its run, or one more than that of the change before
 * @param last       the last change; null if there was none
 * @param events     the oldest first
 */
record PendingEvents(long generation, @Nullable ChangeKind last, List<Event> events) {
    /** Nothing is said. */
    static final PendingEvents NONE = new PendingEvents(0, null, List.of());

    private static final int FORMAT = 1;
    /** Never change within the format. */
    private static final List<ChangeKind> KINDS =
            List.of(ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.REMOVED, ChangeKind.RETURNED);

    PendingEvents {
        events = List.copyOf(events);
    }

    /**
     * An event that tells of a change.
     *
     * @param name        of the event
     * @param run         that found the change
     * @param generation  of the change: gives the event its time, and sets it apart from another of the same change
     * @param fingerprint of the values after the change, or before a removal
     * @param data        a JSON object
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Event(String name, String run, long generation, byte[] fingerprint, byte[] data) {
        /** The name; never the data, which are personal. */
        @Override
        public String toString() {
            return "Event[" + name + "]";
        }

        private void write(GrowingBytes out) {
            write(name.getBytes(StandardCharsets.UTF_8), out);
            write(run.getBytes(StandardCharsets.UTF_8), out);
            out.putLong(generation);
            out.put(fingerprint);
            write(data, out);
        }

        private static void write(byte[] part, GrowingBytes out) {
            out.putVarint(part.length);
            out.put(part);
        }

        private static Event read(ByteBuffer from) {
            String name = new String(part(from), StandardCharsets.UTF_8);
            String run = new String(part(from), StandardCharsets.UTF_8);
            long generation = from.getLong();
            byte[] fingerprint = new byte[Fingerprinter.LENGTH];
            from.get(fingerprint);
            return new Event(name, run, generation, fingerprint, part(from));
        }

        private static byte[] part(ByteBuffer from) {
            int start = from.arrayOffset() + from.position();
            long length = Varint.read(from.array(), start, start + from.remaining());
            if (length < 0 || length > from.remaining() - Varint.length(length)) {
                throw new BufferUnderflowException();
            }
            from.position(from.position() + Varint.length(length));
            byte[] part = new byte[(int) length];
            from.get(part);
            return part;
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param more nothing is said if it is empty
     * @throws IOException if it is anything else
     */
    static PendingEvents read(byte[] more) throws IOException {
        if (more.length == 0) {
            return NONE;
        }
        try {
            ByteBuffer from = ByteBuffer.wrap(more);
            if (from.get() != FORMAT) {
                throw new IOException("the events of a state are of another version, or damaged");
            }
            long generation = from.getLong();
            ChangeKind last = KINDS.get(from.get());
            var events = new ArrayList<Event>();
            while (from.hasRemaining()) {
                events.add(Event.read(from));
            }
            return new PendingEvents(generation, last, events);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("the events of a state are damaged", e);
        }
    }

    /** As bytes; empty if nothing is said. */
    byte[] write() {
        if (last == null) {
            return new byte[0];
        }
        var out = new GrowingBytes(64);
        out.put(FORMAT);
        out.putLong(generation);
        out.put(KINDS.indexOf(last));
        events.forEach(event -> event.write(out));
        return out.toArray();
    }

    /** Without the event at an index, which was acknowledged. */
    PendingEvents without(int index) {
        var others = new ArrayList<>(events);
        others.remove(index);
        return new PendingEvents(generation, last, others);
    }

    /** The event of the last change; null if that has none. */
    @Nullable
    Event ofLast() {
        Event newest = events.isEmpty() ? null : events.getLast();
        return newest != null && newest.generation() == generation ? newest : null;
    }
}
