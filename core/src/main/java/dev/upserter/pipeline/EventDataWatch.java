package dev.upserter.pipeline;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.carried.jackson.StreamReadConstraints;
import dev.upserter.json.JsonValue;
import dev.upserter.json.ValueKind;
import dev.upserter.operation.Attribute;
import dev.upserter.operation.Payload;
import dev.upserter.operation.TrackEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Notes which names the data of events hold, and compares them with those of earlier runs. For one thread. */
public final class EventDataWatch {
    /** More names than any table has columns: then the names are data themselves, and are not watched. */
    private static final int MOST = 5_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Optional<EventData> before;
    private final Map<String, Count> counts = new HashMap<>();
    private final Set<String> columns = new HashSet<>();
    private long events;
    private long until = Long.MIN_VALUE;
    private long sentBefore;
    private long others;
    /** Of the event at hand: whether it may have been sent before, and whether it has a name that no event had. */
    private boolean isSentAgain;

    private boolean isOther;
    private boolean isOver;

    /** What is known of a name. */
    private static final class Count {
        private final boolean isNew;
        private long events;
        private long last;
        private boolean isSentAgain;

        Count(boolean isNew) {
            this.isNew = isNew;
        }
    }

    /** @param before what earlier runs sent; empty if that is not known */
    public EventDataWatch(Optional<EventData> before) {
        this.before = before;
    }

    /** The columns of the source, of which those are sent that no key names. */
    public void columns(Collection<String> names) {
        columns.addAll(names);
    }

    /** Looks at an event that is to be sent. */
    void take(TrackEvent event) {
        events++;
        until = Math.max(until, event.seconds());
        isSentAgain = before.isPresent() && event.seconds() <= before.get().until();
        isOther = false;
        look(event.payload(), true);
        sentBefore += isSentAgain ? 1 : 0;
        others += isSentAgain && isOther ? 1 : 0;
    }

    /** Looks at an event that is not sent: its names are no longer new when it is. */
    void leaveOut(TrackEvent event) {
        look(event.payload(), false);
    }

    private void look(Payload data, boolean isSent) {
        for (int i = 0; i < data.size() && !isOver; i++) {
            Attribute attribute = data.attribute(i);
            JsonValue value = attribute.value();
            if (value.kind() != ValueKind.NULL && !value.isEmptyText()) {
                count(attribute.name().text(), isSent);
                nested(attribute.name().text(), value, isSent);
            }
        }
    }

    private void count(String name, boolean isSent) {
        Count count = counts.get(name);
        if (count == null) {
            isOver |= counts.size() == MOST;
            count = new Count(before.isPresent() && !before.get().names().containsKey(name));
            counts.put(name, count);
        }
        if (isSent && count.last != events) {
            count.last = events;
            count.events++;
            count.isSentAgain |= isSentAgain;
            isOther |= count.isNew;
        }
    }

    private void nested(String name, JsonValue value, boolean isSent) {
        if (value.kind() != ValueKind.OBJECT && value.kind() != ValueKind.ARRAY) {
            return;
        }
        try (JsonParser json = JSON.createParser(value.bytes(), value.start(), value.length())) {
            json.nextToken();
            members(name, json, isSent);
        } catch (IOException e) {
            throw new UncheckedIOException("a value that was read before cannot be read", e);
        }
    }

    private void members(String path, JsonParser json, boolean isSent) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                members(path, json, isSent);
            }
        } else if (json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String member = path + "." + json.currentName();
                json.nextToken();
                if (!isNothing(json) && !isOver) {
                    count(member, isSent);
                }
                members(member, json, isSent);
            }
        }
    }

    private static boolean isNothing(JsonParser json) throws IOException {
        return json.currentToken() == JsonToken.VALUE_NULL
                || json.currentToken() == JsonToken.VALUE_STRING && json.getTextLength() == 0;
    }

    /** What the events held; empty where their names are too many. */
    public Optional<EventData> data() {
        if (isOver) {
            return Optional.empty();
        }
        var names = new HashMap<String, EventData.Share>();
        columns.forEach(name -> names.put(name, EventData.Share.NONE));
        counts.forEach((name, count) -> names.put(name, share(count)));
        var seen = new EventData(names, until);
        return Optional.of(
                before.map(earlier -> earlier.and(seen, !columns.isEmpty())).orElse(seen));
    }

    private EventData.Share share(Count count) {
        if (count.events == 0) {
            return EventData.Share.NONE;
        }
        return count.events == events ? EventData.Share.ALL : EventData.Share.SOME;
    }

    /** How that differs from what earlier runs sent, if it makes other events of what they may have sent. */
    public Optional<EventData.Change> change() {
        if (isOver || sentBefore == 0 || before.isEmpty()) {
            return Optional.empty();
        }
        List<String> added = outermost(counts.keySet(), this::isAdded);
        List<String> gone = outermost(before.get().names().keySet(), this::isGone);
        return added.isEmpty() && gone.isEmpty()
                ? Optional.empty()
                : Optional.of(new EventData.Change(added, gone, gone.isEmpty() ? others : sentBefore));
    }

    private boolean isAdded(String name) {
        Count count = counts.get(name);
        return count != null && count.isNew && count.isSentAgain;
    }

    private boolean isGone(String name) {
        Map<String, EventData.Share> known = before.orElseThrow().names();
        EventData.Share share = known.get(name);
        boolean isColumn = !columns.isEmpty() && !columns.contains(name) && !EventData.isMember(name, known.keySet());
        Count count = counts.get(name);
        return (count == null || count.events == 0)
                && (share == EventData.Share.ALL || share == EventData.Share.SOME && isColumn);
    }

    /** Of a name and the members of its value, the name alone. */
    private static List<String> outermost(Collection<String> names, Predicate<String> which) {
        List<String> all = names.stream().filter(which).sorted().toList();
        return all.stream()
                .filter(name -> all.stream().noneMatch(other -> name.startsWith(other + ".")))
                .toList();
    }
}
