package dev.upserter.source.packed;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.problem.Location;
import dev.upserter.source.SourceProblems;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises JSON that programs write for each other, by its first object: messages of Singer and Airbyte, changes in databases
 * as Debezium writes them, bulk requests to Elasticsearch, and manifests. Who configures the rows of such data may read them, so only what examines data refuses
 * them. Stateless.
 */
public final class ProgramMessages {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String TO_FILE = " FILE > rows.ndjson";

    private static final String AS_ROWS =
            ". If these are the rows all the same, write source.format: ndjson, or --format ndjson";

    private static final Set<String> TYPES = Set.of("SCHEMA", "RECORD", "STATE", "ACTIVATE_VERSION");

    /** What a message has beside its type, and a person has not. */
    private static final Set<String> OF_MESSAGES = Set.of(
            "stream",
            "record",
            "schema",
            "value",
            "state",
            "version",
            "key_properties",
            "bookmark_properties",
            "time_extracted");

    private static final Set<String> ACTIONS = Set.of("index", "create", "update", "delete");
    private static final Set<String> LISTS = Set.of("entries", "fileLocations", "files");

    /** What a manifest has beside its list. */
    private static final Set<String> OF_MANIFESTS =
            Set.of("globalUploadSettings", "schema", "meta", "author", "version", "creationTimestamp", "fileFormat");

    private static final Set<String> FILES = Set.of("url", "URIs", "URIPrefixes", "path", "s3_uri");

    private static final Set<String> OF_FILES =
            Set.of("mandatory", "meta", "size", "key", "etag", "eTag", "MD5checksum", "sha256", "contentLength");

    /** What programs write of the changes in a database. */
    private static final List<Change> CHANGES = List.of(
            new Change("Debezium", Set.of("op", "after"), "", ".op == \"d\"", ".after", ".before"),
            new Change("Debezium", Set.of("op", "after"), "payload", ".op == \"d\"", ".after", ".before"),
            new Change(
                    "Maxwell",
                    Set.of("database", "table", "type", "data", "ts"),
                    "",
                    ".type == \"delete\"",
                    ".data",
                    ".data"),
            new Change(
                    "Canal",
                    Set.of("database", "table", "type", "data", "isDdl"),
                    "",
                    ".type == \"DELETE\"",
                    ".data[]?",
                    ".data[]?"),
            new Change(
                    "AWS DMS",
                    Set.of("operation", "record-type"),
                    "metadata",
                    ".metadata.operation == \"delete\"",
                    ".data",
                    ".data"),
            new Change(
                    "DynamoDB Streams",
                    Set.of("NewImage"),
                    "dynamodb",
                    ".eventName == \"REMOVE\"",
                    ".dynamodb.NewImage",
                    ".dynamodb.Keys"),
            new Change(
                    "DynamoDB Streams",
                    Set.of("Keys", "OldImage"),
                    "dynamodb",
                    ".eventName == \"REMOVE\"",
                    ".dynamodb.NewImage",
                    ".dynamodb.Keys"),
            new Change(
                    "MongoDB",
                    Set.of("operationType", "documentKey", "ns"),
                    "",
                    ".operationType == \"delete\"",
                    ".fullDocument",
                    ".documentKey"));

    private ProgramMessages() {}

    /**
     * A form of changes, as its makers document it.
     *
     * @param names  the fields by which it is known
     * @param inside the field that holds them; empty for none
     * @param isGone what jq asks whether a change is a deletion
     * @param row    where jq finds the row as it is now
     * @param gone   where it finds what identifies a row that was deleted
     */
    private record Change(String program, Set<String> names, String inside, String isGone, String row, String gone) {
        boolean isOf(First first) {
            Set<String> fields =
                    inside.isEmpty() ? first.fields().keySet() : first.inner().getOrDefault(inside, Set.of());
            return fields.containsAll(names);
        }

        KnownForm form(boolean isListed) {
            String each = (isListed ? ".[] | " : "") + (inside.equals("payload") ? ".payload | " : "");
            return KnownForm.form(
                    "",
                    "a stream of changes in a database (" + program
                            + "): each line wraps a row, and some say that a row" + " was deleted",
                    "take out the rows as they are now: jq -c '" + each + "select((" + isGone + ") | not) | " + row
                            + " // empty'" + TO_FILE + ". Those that were deleted: jq -c '" + each + "select("
                            + isGone
                            + ") | " + gone
                            + " // empty' FILE > deleted.ndjson, for a configuration with type: delete");
        }
    }

    /**
     * The first object of a text, as far as it goes.
     *
     * @param fields the names in it, each with the token of its value
     * @param inner  the names in each object of it, and in the first object of each list
     * @param type   the text of its field type; empty if there is none
     * @param isListed whether it is the first element of a list
     */
    private record First(Map<String, JsonToken> fields, Map<String, Set<String>> inner, String type, boolean isListed) {
        boolean hasOnly(Set<String> names, Set<String> others) {
            return fields.keySet().stream().allMatch(name -> names.contains(name) || others.contains(name));
        }
    }

    /**
     * Refuses such data, with a hint.
     *
     * @throws dev.upserter.problem.ProblemException if they are
     */
    public static void refuse(byte[] text, String name) {
        First first = first(text);
        form(first).ifPresent(form -> {
            throw SourceProblems.stop(new Location.InFile(name), "this is " + form.what(), form.hint() + AS_ROWS);
        });
    }

    private static Optional<KnownForm> form(First first) {
        Optional<Change> change =
                CHANGES.stream().filter(one -> one.isOf(first)).findFirst();
        if (change.isPresent() || first.isListed()) {
            return change.map(one -> one.form(first.isListed()));
        }
        if (isMessage(first)) {
            return Optional.of(KnownForm.form(
                    "",
                    "a stream of messages between programs that copy data (Singer, Airbyte)",
                    "take the records out: jq -c 'select(.type == \"RECORD\") | .record"
                            + " | if has(\"emitted_at\") then .data else . end'" + TO_FILE));
        }
        if (isAction(first)) {
            return Optional.of(KnownForm.form(
                    "",
                    "a bulk request to Elasticsearch, with lines between the rows",
                    "take the rows out: jq -c 'select(keys | . != [\"index\"] and . != [\"create\"] and . != [\"update\"]"
                            + " and . != [\"delete\"])'" + TO_FILE));
        }
        if (first.inner().getOrDefault("log", Set.of()).containsAll(Set.of("version", "creator", "entries"))) {
            return Optional.of(KnownForm.form(
                    "",
                    "a log of what a browser and a server sent each other (HAR), and holds no rows",
                    "take an answer with rows out of it: jq -r '.log.entries[].response.content.text'"
                            + " FILE > rows.json"));
        }
        return isManifest(first)
                ? Optional.of(KnownForm.form(
                        "",
                        "a manifest, which lists files, and holds no rows",
                        "give the files that it lists, by a pattern that leaves it out"))
                : Optional.empty();
    }

    private static boolean isMessage(First first) {
        return TYPES.contains(first.type())
                && first.fields().size() > 1
                && first.hasOnly(Set.of("type"), OF_MESSAGES)
                && (first.inner().containsKey("record")
                        || first.inner().containsKey("schema")
                        || first.inner().containsKey("value")
                        || first.inner().containsKey("state")
                        || first.type().equals("ACTIVATE_VERSION"));
    }

    private static boolean isAction(First first) {
        return first.fields().size() == 1
                && ACTIONS.containsAll(first.fields().keySet())
                && first.inner().values().stream()
                        .anyMatch(names -> names.stream()
                                .allMatch(name -> name.startsWith("_")
                                        || name.equals("routing")
                                        || name.equals("pipeline")
                                        || name.equals("require_alias")));
    }

    private static boolean isManifest(First first) {
        return first.hasOnly(LISTS, OF_MANIFESTS)
                && LISTS.stream()
                        .filter(list -> first.fields().get(list) == JsonToken.START_ARRAY)
                        .map(list -> first.inner().getOrDefault(list, Set.of()))
                        .anyMatch(names -> names.stream().anyMatch(FILES::contains)
                                && names.stream().allMatch(name -> FILES.contains(name) || OF_FILES.contains(name)));
    }

    private static First first(byte[] text) {
        var first = new First(new HashMap<>(), new HashMap<>(), "", false);
        String type = "";
        boolean isListed = false;
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken start = parser.nextToken();
            isListed = start == JsonToken.START_ARRAY;
            if ((isListed ? parser.nextToken() : start) != JsonToken.START_OBJECT) {
                return first;
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                first.fields().put(name, value);
                if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                    type = parser.getText();
                }
                inner(parser, value, first.inner(), name);
            }
        } catch (IOException e) {
            // the text is truncated or malformed: what has been read so far decides
        }
        return new First(first.fields(), first.inner(), type, isListed);
    }

    private static void inner(JsonParser parser, JsonToken value, Map<String, Set<String>> inner, String name)
            throws IOException {
        if (value == JsonToken.START_OBJECT) {
            names(parser, inner.computeIfAbsent(name, unused -> new HashSet<>()));
        } else if (value == JsonToken.START_ARRAY) {
            boolean first = true;
            for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                if (item == null) {
                    return;
                }
                if (first && item == JsonToken.START_OBJECT) {
                    names(parser, inner.computeIfAbsent(name, unused -> new HashSet<>()));
                } else {
                    parser.skipChildren();
                }
                first = false;
            }
        }
    }

    /** Takes note of the names that the text still has, where it ends too soon. */
    private static void names(JsonParser parser, Set<String> names) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            names.add(name);
            parser.nextToken();
            parser.skipChildren();
        }
    }
}
