package dev.upserter.source.guess;

import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.operation.text.NameLetters;
import dev.upserter.problem.Quantities;
import dev.upserter.source.OptOutList;
import dev.upserter.source.RowsPath;
import dev.upserter.source.json.TokenParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the rows within a JSON document that is not a row itself. Used once, by one thread. */
final class RowsGuess {
    private static final int DEEPEST = 4;

    /** Stands for a dot in the name of a field, which no path can express. */
    private static final char DOT = '\0';

    /** A document with such a field is itself a row. */
    private static final Set<String> OF_ROWS =
            Set.of("id", "_id", "userid", "customerid", "email", "emailaddress", "externalid", "uuid");

    /** Fields that hold rows even if there is only one row. */
    private static final Set<String> OF_DOCUMENTS = Set.of(
            "data",
            "batch",
            "users",
            "rows",
            "records",
            "results",
            "items",
            "people",
            "persons",
            "customers",
            "contacts",
            "members",
            "subscribers",
            "profiles",
            "leads",
            "value",
            "values",
            "entries",
            "list");

    /** Those of them that hold people. */
    private static final Set<String> OF_PEOPLE = Set.of(
            "users", "people", "persons", "customers", "contacts", "members", "subscribers", "profiles", "leads");

    /** Lists that a person may have, whose objects have addresses too. */
    private static final Set<String> OF_A_PERSON = Set.of(
            "orders", "invoices", "tickets", "events", "messages", "emails", "emailaddresses", "payments", "notes");

    /** They identify documents of all kinds, not only people. */
    private static final Set<String> OF_ANYTHING = Set.of("id", "_id", "uuid");

    /** Beside an empty list they show that the document is one page of an answer, and not a row. */
    private static final Set<String> OF_PAGES = Set.of(
            "hasmore",
            "next",
            "nextpage",
            "nextpagetoken",
            "cursor",
            "nextcursor",
            "paging",
            "pagination",
            "meta",
            "links",
            "total",
            "totalcount",
            "count",
            "page",
            "odatacontext");

    /** Fields that may wrap the fields of a row. */
    private static final Set<String> WRAPPERS =
            Set.of("properties", "traits", "attributes", "fields", "profile", "node", "_source");

    private final TokenParser parser;
    private final Set<String> top = new HashSet<>();
    private final Map<String, Container> containers = new LinkedHashMap<>();
    private boolean isRow;
    private boolean isPerson;
    private boolean isOneOfMany;

    private RowsGuess(byte[] text) {
        this.parser = TokenParser.of(text, 0, text.length);
    }

    /** A path that holds objects. */
    private static final class Container {
        private final boolean isList;
        private long objects;
        private boolean others;
        private long scalars;
        private long keys;
        private long addresses;
        private long ids;
        private final Map<String, Integer> names = new HashMap<>();

        Container(boolean isList) {
            this.isList = isList;
        }

        /** Whether its content looks like rows: only objects, and, if these have keys, with the same fields. */
        boolean holdsRows(String path) {
            boolean alike = names.values().stream().anyMatch(count -> count > 1 && count * 2L >= objects);
            return !others
                    && (isList
                            ? objects > 1 || objects == 1 && OF_DOCUMENTS.contains(last(path))
                            : objects > 1 && alike);
        }

        /** How likely it holds people: they have addresses, or the name says so. Orders beside them may be more. */
        int likeness(String path) {
            return areOptOuts(path) ? -1 : (addresses > 0 ? 1 : 0) + (OF_PEOPLE.contains(last(path)) ? 2 : 0);
        }

        /** Whether the objects are people, whatever the object that holds them has itself. */
        boolean holdsPeople(String path) {
            String name = last(path);
            boolean isNamed = OF_PEOPLE.contains(name) && !name.equals("contacts");
            return isList
                    && holdsRows(path)
                    && !OF_A_PERSON.contains(name)
                    && (addresses * 2 >= objects && (isNamed || objects > 1) || isNamed && ids * 2 >= objects);
        }

        /** What is to be said of a list that is not read. */
        Optional<GuessNote> note(String path, boolean isBesideOptOuts) {
            long count = isList ? objects + scalars : keys;
            if (!isBesideOptOuts && count > 0 && OptOutList.isName(fields(path).getLast())) {
                return Optional.of(GuessNote.optOuts(
                        OptOutList.list(fields(path), count, OptOutList.Form.of(!isList, objects > 0))));
            }
            return isList && (holdsRows(path) || addresses > 0 && !others)
                    ? Optional.of(new GuessNote(
                            "not taken are the objects in " + path.replace(DOT, '.') + " (" + Quantities.say(objects)
                                    + (likeness(path) > 0 ? "), which look like people, too" : ")"),
                            isPath(path)
                                    ? "source.rows: " + path + " reads them in place of these"
                                    : "source.rows cannot name them, for the name of a field that leads to them has a dot or is blank",
                            likeness(path) > 0))
                    : Optional.empty();
        }

        boolean isEmptyList(String path) {
            return isList && objects == 0 && !others && OF_DOCUMENTS.contains(last(path));
        }
    }

    /** Where the rows are; empty if the objects of the text are the rows. */
    static Optional<RowsPath> of(byte[] text) {
        var guess = new RowsGuess(text);
        try {
            if (guess.parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            guess.object("", new HashSet<>(), 0);
            guess.isOneOfMany = guess.parser.nextToken() != null;
        } catch (IOException e) {
            // the text is truncated or malformed: what has been read so far decides
        }
        return guess.isRow ? guess.people() : guess.best().or(guess::emptyPage);
    }

    /** What is to be said of other lists beside the chosen rows. */
    static List<GuessNote> others(byte[] text, RowsPath chosen) {
        var guess = new RowsGuess(text);
        try {
            guess.parser.nextToken();
            guess.object("", new HashSet<>(), 0);
        } catch (IOException e) {
            // the text is truncated or malformed: what has been read so far decides
        }
        var notes = new ArrayList<GuessNote>();
        guess.containers.forEach((path, list) -> {
            if (!path.equals(chosen.text()) && !path.startsWith(chosen.text() + ".")) {
                list.note(path, areOptOuts(chosen.text())).ifPresent(notes::add);
            }
        });
        return notes;
    }

    private static boolean areOptOuts(String path) {
        return fields(path).stream().anyMatch(OptOutList::isName);
    }

    /** Letters of the name of the last field; none if it has a dot. */
    private static String last(String path) {
        String name = fields(path).getLast();
        return name.contains(".") ? "" : NameLetters.of(name);
    }

    /** The names of the fields that lead there, outermost first. */
    private static List<String> fields(String path) {
        return Arrays.stream(path.split("\\.", -1))
                .map(step -> step.replace(DOT, '.'))
                .toList();
    }

    private static boolean isPath(String path) {
        return path.indexOf(DOT) < 0 && RowsPath.isValid(path);
    }

    private static boolean isOneField(String path) {
        return path.indexOf('.') < 0 && path.indexOf(DOT) < 0;
    }

    /** The people in a document that has an identifier itself, such as an export or a realm, but no address. */
    private Optional<RowsPath> people() {
        return isPerson || isOneOfMany
                ? Optional.empty()
                : best(one -> isOneField(one.getKey()) && one.getValue().holdsPeople(one.getKey()));
    }

    private Optional<RowsPath> best() {
        return best(one -> one.getValue().holdsRows(one.getKey()));
    }

    private Optional<RowsPath> best(Predicate<Map.Entry<String, Container>> fits) {
        return containers.entrySet().stream()
                .filter(fits)
                .max(Comparator.comparingInt((Map.Entry<String, Container> one) ->
                                one.getValue().likeness(one.getKey()))
                        .thenComparingLong(one -> one.getValue().objects)
                        .thenComparingInt(one -> -one.getKey().split("\\.").length))
                .map(one -> one.getKey().isEmpty() ? RowsPath.ROOT : one.getKey())
                .filter(RowsGuess::isPath)
                .map(RowsPath::new);
    }

    /** The list of a page without rows. */
    private Optional<RowsPath> emptyPage() {
        boolean isPage = top.stream().anyMatch(OF_PAGES::contains);
        return containers.entrySet().stream()
                .filter(one ->
                        isPage && isOneField(one.getKey()) && one.getValue().isEmptyList(one.getKey()))
                .map(one -> new RowsPath(one.getKey()))
                .findFirst();
    }

    /** Reads an object whose start has been read; records its names. */
    private void object(String path, Set<String> names, int depth) throws IOException {
        var container = new Container(false);
        if (depth < DEEPEST) {
            containers.put(path, container);
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            names.add(name);
            container.keys += OptOutList.isKey(name) ? 1 : 0;
            if (depth == 0) {
                top.add(NameLetters.of(name));
            }
            JsonToken value = parser.nextToken();
            boolean identifies = depth == 0 && value.isScalarValue() && isOfRow(name);
            isRow |= identifies;
            isPerson |= identifies && !OF_ANYTHING.contains(name.toLowerCase(Locale.ROOT));
            String step = name.replace('.', DOT);
            value(path.isEmpty() ? step : path + "." + step, value, container, depth);
        }
    }

    /** Whether a field of this name holds rows even if there is only one row. */
    static boolean isOfDocuments(String name) {
        return OF_DOCUMENTS.contains(NameLetters.of(name));
    }

    /** Whether an object with a field of this name is a row. */
    static boolean isOfRow(String name) {
        return OF_ROWS.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z_]|(?<=.)_", ""));
    }

    private void value(String path, JsonToken value, Container container, int depth) throws IOException {
        if (value == JsonToken.START_OBJECT) {
            container.objects++;
            var names = new HashSet<String>();
            object(path, names, depth + 1);
            names.forEach(name -> container.names.merge(name, 1, Integer::sum));
        } else {
            container.others = true;
            if (value == JsonToken.START_ARRAY) {
                list(path, depth + 1);
            }
        }
    }

    private void list(String path, int depth) throws IOException {
        var container = new Container(true);
        if (depth < DEEPEST) {
            containers.putIfAbsent(path, container);
        }
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            if (item == null) {
                return;
            }
            if (item == JsonToken.START_OBJECT) {
                container.objects++;
                container.addresses += hasAddress(true, container) ? 1 : 0;
            } else {
                container.others = true;
                container.scalars++;
                parser.skipValue(item);
            }
        }
    }

    /**
     * Reads an object of a list to its end; returns whether it has an address, itself or in a field that wraps its fields.
     */
    private boolean hasAddress(boolean isRow, Container container) throws IOException {
        boolean found = false;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            container.ids += isRow && value.isScalarValue() && OF_ANYTHING.contains(name) ? 1 : 0;
            found |= value.isScalarValue() && NameLetters.of(name).matches("e?mail|emailaddress");
            if (value == JsonToken.START_OBJECT && isRow && WRAPPERS.contains(name)) {
                found |= hasAddress(false, container);
            } else {
                parser.skipValue(value);
            }
        }
        return found;
    }
}
