package dev.upserter.server.api;

import dev.upserter.history.KnownPerson;
import dev.upserter.http.Outcome;
import dev.upserter.sandbox.Sandbox;
import dev.upserter.sandbox.store.Person;
import dev.upserter.server.answer.Json;
import dev.upserter.server.answer.JsonObject;
import dev.upserter.server.answer.Refusal;
import dev.upserter.server.answer.RefusedException;
import dev.upserter.server.answer.Replies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Finds people: in the sandbox, in what syncs have delivered, and among rows that were not delivered. Thread-safe. */
public final class PeopleApi {
    private static final int MAX_PEOPLE = 200;
    private static final int SEARCHED_RUNS = 50;
    private static final int MAX_SEARCHED_PEOPLE = 20_000;
    private static final int MAX_HITS = 20;
    private static final int MAX_SHOWN = 2000;

    private final @Nullable Sandbox sandbox;
    private final RunArchive archive;
    private final Path stateFolder;
    private final SyncFolder syncs;

    public PeopleApi(@Nullable Sandbox sandbox, Path stateFolder, RunArchive archive, SyncFolder syncs) {
        this.sandbox = sandbox;
        this.archive = archive;
        this.stateFolder = stateFolder;
        this.syncs = syncs;
    }

    /** The people of the sandbox with an identifier that contains a text. */
    Outcome list(ApiRoute.Call call) {
        if (sandbox == null) {
            throw new RefusedException(Refusal.NOT_FOUND, "no sandbox runs here");
        }
        String search = call.get("search").toLowerCase(Locale.ROOT);
        int offset = call.number("offset", 0, Integer.MAX_VALUE / 4);
        int limit = call.number("limit", 50, MAX_PEOPLE);
        List<Person> all = sandbox.people(search.isEmpty() ? offset + limit : MAX_SEARCHED_PEOPLE);
        List<Person> found =
                all.stream().filter(person -> holds(person, search)).toList();
        List<JsonObject> page =
                found.stream().skip(offset).limit(limit).map(PeopleApi::json).toList();
        return Replies.json(
                200,
                new JsonObject()
                        .with("people", page)
                        .with("matches", search.isEmpty() ? sandbox.peopleCount() : found.size())
                        .with("complete", search.isEmpty() || sandbox.peopleCount() <= MAX_SEARCHED_PEOPLE));
    }

    /** What else the sandbox holds of one kind, such as events, where a key or what is said of it contains a text. */
    Outcome contents(ApiRoute.Call call) {
        SortedMap<String, String> all = Optional.ofNullable(sandbox)
                .flatMap(open -> open.contents(call.get("kind")))
                .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND, "no sandbox with such things runs here"));
        String search = call.get("search").toLowerCase(Locale.ROOT);
        int offset = call.number("offset", 0, Integer.MAX_VALUE / 4);
        int limit = call.number("limit", 50, MAX_PEOPLE);
        List<Map.Entry<String, String>> found = all.entrySet().stream()
                .filter(thing -> thing.getKey().toLowerCase(Locale.ROOT).contains(search)
                        || thing.getValue().toLowerCase(Locale.ROOT).contains(search))
                .toList();
        List<JsonObject> page =
                found.stream().skip(offset).limit(limit).map(PeopleApi::json).toList();
        return Replies.json(200, new JsonObject().with("things", page).with("matches", found.size()));
    }

    /** The members of a segment can be many. */
    private static JsonObject json(Map.Entry<String, String> thing) {
        String says = thing.getValue();
        return new JsonObject()
                .with("key", thing.getKey())
                .with("says", says.length() <= MAX_SHOWN ? says : says.substring(0, MAX_SHOWN) + "…");
    }

    private static boolean holds(Person person, String search) {
        return search.isEmpty()
                || person.id().orElse("").toLowerCase(Locale.ROOT).contains(search)
                || person.email().orElse("").toLowerCase(Locale.ROOT).contains(search)
                || person.phone().orElse("").contains(search);
    }

    private static JsonObject json(Person person) {
        var attributes = new JsonObject();
        person.attributes().forEach((name, json) -> attributes.with(name, new Json.Raw(json)));
        return new JsonObject()
                .with("id", person.id().orElse(null))
                .with("email", person.email().orElse(null))
                .with("phone", person.phone().orElse(null))
                .with("cioId", person.cioId())
                .with("updates", person.updates())
                .with("attributes", attributes);
    }

    /**
     * What each sync last sent for a person, with masked values unless {@code values} is set; where the key occurs among
     * the undelivered rows of the last runs; and the sandbox's person.
     */
    Outcome search(ApiRoute.Call call) throws IOException {
        String key = call.get("key").strip();
        if (key.isEmpty()) {
            throw new RefusedException(Refusal.REQUEST_INVALID, "key is missing");
        }
        var hits = new ArrayList<JsonObject>();
        String quoted = Json.write(key);
        for (String run : archive.ids(SEARCHED_RUNS)) {
            for (String kind : List.of("rejected", "deadLetters")) {
                if (hits.size() < MAX_HITS) {
                    collect(run, kind, quoted, call.is("values"), hits);
                }
            }
        }
        JsonObject person = sandbox == null
                ? null
                : sandbox.person(key).map(PeopleApi::json).orElse(null);
        return Replies.json(
                200,
                new JsonObject()
                        .with("key", key)
                        .with("syncs", known(key, call.is("values")))
                        .with("notDelivered", hits)
                        .with("sandboxPerson", person));
    }

    private List<JsonObject> known(String key, boolean values) throws IOException {
        Set<String> inDatabases = syncs.inDatabases();
        var known = new ArrayList<JsonObject>();
        for (KnownPerson person : KnownPerson.find(stateFolder, key)) {
            String kept = person.kept() == KnownPerson.Kept.NOTHING && inDatabases.contains(person.sync())
                    ? "database"
                    : person.kept().name().toLowerCase(Locale.ROOT);
            known.add(json(person, kept, values));
        }
        return known;
    }

    private static JsonObject json(KnownPerson person, String kept, boolean values) throws IOException {
        Object attributes = person.values().isEmpty() ? null : Json.read(person.values());
        return new JsonObject()
                .with("sync", person.sync())
                .with("kept", kept)
                .with("known", person.isKnown())
                .with("marked", person.isMarked())
                .withRead("attributes", values ? attributes : Json.masked(attributes))
                .with("lastRun", person.lastRun());
    }

    private void collect(String run, String kind, String search, boolean values, List<JsonObject> hits)
            throws IOException {
        var query = new RunArchive.Query(kind, search, 0, MAX_HITS, values);
        for (ArchivedRow row : archive.rows(run, query).rows()) {
            hits.add(new JsonObject()
                    .with("run", run)
                    .with("kind", kind)
                    .withRead("location", row.location())
                    .withRead("code", row.code())
                    .with("reason", row.reason()));
        }
    }
}
