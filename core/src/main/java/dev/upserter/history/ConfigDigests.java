package dev.upserter.history;

import dev.upserter.config.SyncConfig;
import dev.upserter.delivery.http.Credentials;
import dev.upserter.delivery.http.DestinationConfig;
import dev.upserter.kind.Kinds;
import dev.upserter.mapping.spec.FieldPath;
import dev.upserter.mapping.spec.MappingConfig;
import dev.upserter.mapping.spec.Rule;
import dev.upserter.plan.EventIds;
import dev.upserter.plan.IncrementalConfig;
import dev.upserter.plan.Sha256;
import dev.upserter.problem.Code;
import dev.upserter.problem.Level;
import dev.upserter.source.SourceConfig;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Digests of those parts of a configuration that decide which people are sent what, and where; speed and retries do not.
 */
public final class ConfigDigests {
    /** The part that decides how rows are packed into requests. */
    static final String API = "api";

    /** The part that names the workspace. */
    public static final String DESTINATION = "destination";

    /** The part that says what rows become; absent where they become people. */
    static final String TYPE = "type";

    private ConfigDigests() {}

    public static Map<String, String> of(SyncConfig config) {
        var digests = new LinkedHashMap<String, String>();
        digests.put("source", digest(RecordText.of(config.source())));
        digests.put("mapping", digest(RecordText.of(config.mapping())));
        digests.put("guards", digest(RecordText.of(config.guards())));
        digests.put(API, digest(config.delivery().api().name()));
        digests.put("mode", digest(RecordText.of(config.incremental())));
        boolean isAsBefore =
                config.kind().kind().is(Kinds.PERSON) && config.kind().values().isEmpty();
        if (!isAsBefore) { // which alone there was once, and had no digest
            digests.put(TYPE, digest(config.kind().toString()));
        }
        digests.put(DESTINATION, digest(destination(config.destination())));
        return digests;
    }

    /** Identifies a workspace. */
    public static String workspace(SyncConfig config) {
        return digest(destination(config.destination()));
    }

    /** Covers everything that decides who is removed, and how, but not how many may be. */
    public static String removals(SyncConfig config) {
        IncrementalConfig how = config.incremental();
        MappingConfig mapping = config.mapping();
        return digest(String.join(
                "\n",
                how.mode().name(),
                how.removed().name(),
                how.removedAttribute(),
                RecordText.of(mapping.userId()),
                mapping.identifyBy().name(),
                String.valueOf(mapping.filter()),
                destination(config.destination())));
    }

    /** Covers everything that turns rows into values. */
    public static String values(SyncConfig config) {
        return digest(RecordText.of(config.mapping()) + " " + RecordText.of(config.guards()));
    }

    /**
     * Covers everything that enters the ids of events; empty where rows become none.
     *
     * @param held the names that the data of events have held, nested ones with dots: to deny another changes no id; empty where
     *     that is not known
     */
    public static Optional<String> eventIds(SyncConfig config, Optional<Set<String>> held) {
        if (!config.kind().kind().isEvent()) {
            return Optional.empty();
        }
        return Optional.of(eventIds(config, held, entering(config)));
    }

    /** The same as builds recorded it that did not note whether identifiers are repaired, though they repaired userId. */
    public static Optional<String> eventIdsWithoutRepairs(SyncConfig config) {
        return config.kind().kind().isEvent() && !config.kind().hasOwnIds()
                ? Optional.of(eventIds(config, Optional.empty(), keys(config)))
                : Optional.empty();
    }

    private static String eventIds(SyncConfig config, Optional<Set<String>> held, List<String> entering) {
        MappingConfig mapping = config.mapping();
        if (!config.kind().hasOwnIds()) {
            entering.add(String.valueOf(mapping.sendsAllFields()));
            mapping.mappings().stream().map(RecordText::of).sorted().forEach(entering::add);
            if (mapping.sendsAllFields()) {
                mapping.deny().stream()
                        .filter(path -> held.map(names -> isHeld(path, names)).orElse(true))
                        .map(RecordText::of)
                        .sorted()
                        .forEach(path -> entering.add("deny " + path));
            }
            entering.addAll(readingData(config));
        }
        return digest(String.join("\n", entering));
    }

    /**
     * The digest of a configuration that sends all fields, and makes the same ids of events as this one, whose rules name each
     * of these fields, and no other; empty where they do not, or where {@code deny} may cut something out of a value.
     */
    public static Optional<String> eventIdsOfAll(SyncConfig config, Set<String> fields) {
        MappingConfig mapping = config.mapping();
        Set<Rule> plain = fields.stream()
                .map(name -> new Rule(new FieldPath(name), name))
                .collect(Collectors.toUnmodifiableSet());
        if (!config.kind().kind().isEvent()
                || config.kind().hasOwnIds()
                || mapping.sendsAllFields()
                || !mapping.deny().isEmpty()
                || !Set.copyOf(mapping.mappings()).equals(plain)) {
            return Optional.empty();
        }
        List<String> entering = entering(config);
        entering.add(String.valueOf(true));
        entering.addAll(readingData(config));
        return Optional.of(digest(String.join("\n", entering)));
    }

    private static List<String> entering(SyncConfig config) {
        List<String> entering = keys(config);
        if (config.guards().level(Code.ID_DAMAGED) == Level.FIX) {
            entering.add("repaired");
        }
        return entering;
    }

    private static List<String> keys(SyncConfig config) {
        var entering = new ArrayList<String>();
        entering.add(EventIds.ENCODING);
        entering.add(config.mapping().identifyBy().name());
        entering.add(RecordText.of(config.mapping().userId()));
        entering.add(config.kind().toString());
        return entering;
    }

    private static boolean isHeld(FieldPath path, Set<String> names) {
        return path.text().contains("[")
                || names.contains(path.text())
                || names.stream().anyMatch(name -> name.startsWith(path.text() + "."));
    }

    /** How the source makes nothing of texts; nothing where no key says otherwise than by default. */
    private static List<String> readingData(SyncConfig config) {
        var shaping = new ArrayList<String>();
        config.source().dialect().nullWords().stream().sorted().forEach(word -> shaping.add("null " + word));
        if (config.source().emptyCells() != SourceConfig.DEFAULT.emptyCells()) {
            shaping.add(config.source().emptyCells().name());
        }
        return shaping;
    }

    /** The API key may be replaced by another of the same workspace; the site id identifies the workspace. */
    private static String destination(DestinationConfig destination) {
        Credentials credentials = destination.credentials();
        return destination.endpoint() + " " + (credentials == null ? "" : credentials.siteId());
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(Sha256.of(text), 0, 16);
    }
}
