package dev.upserter.server.upload;

import dev.upserter.carried.jackson.JsonFactory;
import dev.upserter.carried.jackson.JsonParser;
import dev.upserter.carried.jackson.JsonToken;
import dev.upserter.config.read.ConfigReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How likely a text is a configuration, by its top-level keys. In ascending order. */
enum ConfigLikelihood {
    /** It has no key of a configuration: it holds rows, or anything else. */
    NONE,
    /** It has at least one key of a configuration. */
    SLIGHT,
    /** It names {@code userId} or {@code syncs}, and keys that no configuration has. */
    LIKELY,
    /** It names {@code userId} or {@code syncs}, and only keys that a configuration may have. */
    CERTAIN;

    private static final JsonFactory JSON = new JsonFactory();
    /** A configuration has one of these, or a key of a type in place of the first. */
    private static final Set<String> ALWAYS = Set.of("userId", "syncs");

    private static final Pattern YAML_KEY =
            Pattern.compile("^[\"']?([$A-Za-z][A-Za-z0-9_$]{0,60})[\"']?[ \\t]*:(?=[ \\t\\r\\n]|$)", Pattern.MULTILINE);

    /** How likely this text, or the start of a text, is a configuration. */
    static ConfigLikelihood of(byte[] text) {
        String start =
                new String(text, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
        List<String> keys = start.startsWith("{") ? jsonKeys(start) : yamlKeys(start);
        var known = new HashSet<>(keys);
        boolean whole = !known.retainAll(ConfigReader.keys());
        if (known.isEmpty()) {
            return NONE;
        }
        return Collections.disjoint(known, ALWAYS) ? SLIGHT : whole ? CERTAIN : LIKELY;
    }

    /** The keys of an object; empty where more objects follow, which are rows. */
    private static List<String> jsonKeys(String text) {
        var keys = new ArrayList<String>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                keys.add(json.currentName());
                json.nextToken();
                json.skipChildren();
            }
            return json.nextToken() == null ? keys : List.of();
        } catch (IOException broken) {
            return keys;
        }
    }

    private static List<String> yamlKeys(String text) {
        return YAML_KEY.matcher(text).results().map(key -> key.group(1)).toList();
    }
}
