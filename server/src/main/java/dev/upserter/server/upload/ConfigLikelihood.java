package dev.upserter.server.upload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.upserter.config.read.ConfigReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** How much a text looks like a configuration, by the keys at its top. The later, the more. */
enum ConfigLikelihood {
    /** It has no key of a configuration: rows, or anything else. */
    NONE,
    /** It has one at least. */
    SLIGHT,
    /** It names {@code userId}, and other keys that no configuration has. */
    LIKELY,
    /** It names {@code userId} and nothing that a configuration may not have. */
    CERTAIN;

    private static final JsonFactory JSON = new JsonFactory();
    private static final String ALWAYS = "userId";
    private static final Pattern YAML_KEY =
            Pattern.compile("^[\"']?([$A-Za-z][A-Za-z0-9_$]{0,60})[\"']?[ \\t]*:(?=[ \\t\\r\\n]|$)", Pattern.MULTILINE);

    /** How much this text does, or the start of one. */
    static ConfigLikelihood of(byte[] text) {
        String start =
                new String(text, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
        List<String> keys = start.startsWith("{") ? jsonKeys(start) : yamlKeys(start);
        var known = new HashSet<>(keys);
        boolean whole = !known.retainAll(ConfigReader.keys());
        if (known.isEmpty()) {
            return NONE;
        }
        return !known.contains(ALWAYS) ? SLIGHT : whole ? CERTAIN : LIKELY;
    }

    /** The keys of an object; none where more than one object follows, which are rows. */
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
