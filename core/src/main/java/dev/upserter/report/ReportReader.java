package dev.upserter.report;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.plan.JoinCounts;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link RunReport} from the JSON of {@link ReportJson}. Fields that an earlier version did not write are 0 or empty.
 */
final class ReportReader {
    private static final JsonFactory JSON = new JsonFactory();

    private ReportReader() {}

    /**
     * Parses a report.
     *
     * @throws IOException if the text is not a report, or one of a later version
     */
    static RunReport read(String text) throws IOException {
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            return report(new Fragment(value(json)));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new IOException("not a report of this build: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, value(json));
            }
            return fields;
        }
        if (token == JsonToken.START_ARRAY) {
            var items = new ArrayList<@Nullable Object>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(json));
            }
            return items;
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return json.getLongValue();
        }
        return token == JsonToken.VALUE_NULL ? null : json.getText();
    }

    /** A value in the report, with access to its parts. */
    private record Fragment(@Nullable Object value) {
        private Map<?, ?> fields() {
            return value == null ? Map.of() : (Map<?, ?>) value;
        }

        boolean has(String name) {
            return fields().containsKey(name);
        }

        Fragment get(String name) {
            return new Fragment(fields().get(name));
        }

        long number(String name) {
            Object found = fields().get(name);
            return found == null ? 0 : (Long) found;
        }

        @Nullable
        String textOrNull(String name) {
            return (String) fields().get(name);
        }

        String text(String name) {
            String found = textOrNull(name);
            if (found == null) {
                throw new IllegalArgumentException("it has no " + name);
            }
            return found;
        }

        @Nullable
        Path path(String name) {
            String found = textOrNull(name);
            return found == null ? null : Path.of(found);
        }

        List<Fragment> items(String name) {
            Object found = fields().get(name);
            return found == null
                    ? List.of()
                    : ((List<?>) found).stream().<Fragment>map(Fragment::new).toList();
        }

        Map<String, Long> counts(String name) {
            var counts = new LinkedHashMap<String, Long>();
            get(name).fields().forEach((key, count) -> counts.put((String) key, (Long) count));
            return counts;
        }

        <E extends Enum<E>> E word(Class<E> type, String name) {
            return Enum.valueOf(type, text(name).toUpperCase(Locale.ROOT));
        }
    }

    private static RunReport report(Fragment json) {
        return new RunReport(
                json.text("run"),
                json.text("sync"),
                json.has("type") ? json.textOrNull("type") : RunReport.PERSON,
                json.word(Status.class, "status"),
                json.text("destination"),
                records(json.get("records")),
                json.get("people").value() == null ? null : people(json.get("people")),
                requests(json.get("requests")),
                Duration.ofMillis(json.number("durationMillis")),
                json.items("problems").stream().map(ReportReader::finding).toList(),
                fields(json.get("fields")),
                files(json.get("files")),
                json.items("resumed").stream().map(ReportReader::report).toList(),
                json.has("changeEvents") ? changeEvents(json.get("changeEvents")) : null,
                null);
    }

    private static Counts records(Fragment json) {
        return new Counts(
                json.number("read"),
                json.number("removed"),
                json.number("filtered"),
                json.number("unchanged"),
                json.number("delivered"),
                json.number("rejected"),
                json.number("deadLetters"),
                json.number("pending"));
    }

    private static JoinCounts people(Fragment json) {
        return new JoinCounts(
                json.number("added"),
                json.number("changed"),
                json.number("returned"),
                json.number("unchanged"),
                json.number("removed"),
                json.number("duplicates"),
                json.number("known"));
    }

    private static ChangeEvents changeEvents(Fragment json) {
        return new ChangeEvents(json.number("due"), json.number("sent"), json.number("refused"), json.number("left"));
    }

    private static Requests requests(Fragment json) {
        return new Requests(json.number("sent"), json.number("retried"), json.number("bytes"));
    }

    private static Finding finding(Fragment json) {
        return new Finding(
                json.word(Code.class, "code"),
                json.word(Level.class, "level"),
                json.number("count"),
                json.counts("fields"),
                json.items("examples").stream()
                        .map(example -> new Finding.Example(example.textOrNull("location"), example.text("message")))
                        .toList(),
                json.text("help"));
    }

    private static Fields fields(Fragment json) {
        List<String> leftBehind = json.items("leftBehind").stream()
                .map(field -> String.valueOf(field.value()))
                .toList();
        return new Fields(leftBehind, json.counts("missing"));
    }

    private static Files files(Fragment json) {
        return new Files(json.path("rejected"), json.path("deadLetters"), json.path("report"));
    }
}
